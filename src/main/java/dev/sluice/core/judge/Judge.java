package dev.sluice.core.judge;

import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Counts;

/** Turns the evidence of a release into a verdict. Deadlines are not its business. */
public final class Judge {

    private static final double LN_SUSPICION = Math.log(10);

    /** Scrapes without which a step can't pass. */
    static final int SCRAPES_PER_STEP = 2;

    private Judge() {}

    /**
     * The verdict on what was seen so far. The checks are ordered: evidence against the candidate counts even if this
     * look brought nothing new.
     *
     * @param newSamples whether this look brought samples that no look before it had
     */
    public static Verdict verdict(JudgeState state, JudgeParameters parameters, boolean newSamples) {
        return verdict(state, parameters, newSamples, Fault.ERROR);
    }

    /**
     * The same of slow requests.
     *
     * @param fault what is counted as an error
     */
    public static Verdict verdict(JudgeState state, JudgeParameters parameters, boolean newSamples, Fault fault) {
        return new Verdict(cause(state, parameters, newSamples), Evidence.of(state, parameters), fault);
    }

    private static Cause cause(JudgeState state, JudgeParameters parameters, boolean newSamples) {
        if (isWorse(state, parameters) && passesGuards(state, parameters)) {
            return Cause.WORSE;
        }
        if (!newSamples) {
            return Cause.NO_NEW_SAMPLES;
        }
        if (state.step().stableRequests() == 0) {
            return Cause.NO_BASELINE;
        }
        if (state.step().candidateRequests() == 0) {
            return Cause.NO_CANDIDATE_REQUESTS;
        }
        if (state.scrapes().inStep() < SCRAPES_PER_STEP) {
            return Cause.TOO_FEW_SCRAPES;
        }
        if (state.rollback().lnE() >= LN_SUSPICION) {
            return Cause.SUSPICION;
        }
        return isHarmless(state, parameters) ? Cause.HARMLESS : Cause.UNDECIDED;
    }

    private static boolean isWorse(JudgeState state, JudgeParameters parameters) {
        RollbackProcess rollback = state.rollback();
        double lnE = parameters.armsShareTarget() ? rollback.lnE() : rollback.lnPersistentE();
        return lnE >= -Math.log(parameters.alpha());
    }

    /** Whether what was seen is enough, in failures and scrapes, to act on evidence against the candidate. */
    public static boolean passesGuards(JudgeState state, JudgeParameters parameters) {
        Counts total = state.total();
        boolean beyondDoubt = parameters.armsShareTarget()
                && state.rollback().lnE() >= parameters.guards().lnWaiver();
        return total.candidateErrors() >= parameters.minErrors()
                && (beyondDoubt || state.scrapes().withErrors() >= parameters.minScrapes());
    }

    private static boolean isHarmless(JudgeState state, JudgeParameters parameters) {
        AdvanceProcess advance = state.advance();
        double lnE = parameters.armsShareTarget() ? advance.lnE() : advance.lnPersistentE();
        return lnE >= -Math.log(parameters.beta());
    }
}
