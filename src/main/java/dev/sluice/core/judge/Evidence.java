package dev.sluice.core.judge;

import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Counts;

/**
 * The numbers behind a verdict.
 *
 * @param lnRollback ln of the evidence against the candidate (what the verdict rests on)
 * @param lnAdvance ln of the evidence for it at this step
 * @param total counts of the whole release
 * @param step counts of the present step
 * @param recent counts since the evidence against the candidate began to mount
 * @param scrapesInStep scrapes of the present step
 * @param errorScrapes scrapes of the release in which the candidate had errors
 * @param advanceDelta the absolute margin that must be excluded before the next step; 0 before the first look
 * @param requestsNeeded about how many candidate requests are missing until the next step if the candidate is as good
 *     as stable; {@link #UNKNOWN} if that can't be said
 * @param parameters what the judge tolerates
 */
public record Evidence(
        double lnRollback,
        double lnAdvance,
        Counts total,
        Counts step,
        Counts recent,
        long scrapesInStep,
        long errorScrapes,
        double advanceDelta,
        long requestsNeeded,
        JudgeParameters parameters) {

    public static final long UNKNOWN = -1;

    /** What a state amounts to. */
    public static Evidence of(JudgeState state, JudgeParameters parameters) {
        boolean shared = parameters.armsShareTarget();
        return new Evidence(
                shared ? state.rollback().lnE() : state.rollback().lnPersistentE(),
                shared ? state.advance().lnE() : state.advance().lnPersistentE(),
                state.total(),
                state.step(),
                state.recent(),
                state.scrapes().inStep(),
                state.scrapes().withErrors(),
                state.advanceDelta(),
                requestsNeeded(state, parameters),
                parameters);
    }

    /** The evidence at which the candidate is rolled back. */
    public double lnRollbackThreshold() {
        return -Math.log(parameters.alpha());
    }

    /** The evidence at which the candidate may get more traffic. */
    public double lnAdvanceThreshold() {
        return -Math.log(parameters.beta());
    }

    /** The error rate up to which the candidate counts as harmless, judged by what stable showed lately. */
    public double tolerated() {
        return Math.min(1, parameters.rho() * recent.stableErrorRate() + parameters.delta());
    }

    /** The error rate that must be excluded before the next step, judged by what stable showed. */
    public double toleratedToAdvance() {
        return Math.min(1, parameters.rho() * step.stableErrorRate() + advanceDelta);
    }

    private static long requestsNeeded(JudgeState state, JudgeParameters parameters) {
        Counts step = state.step();
        if (step.candidateRequests() == 0 || step.stableRequests() == 0) {
            return UNKNOWN;
        }
        double ratio = (double) step.stableRequests() / step.candidateRequests();
        double needed = state.advance().requestsNeeded(state.expectedRate(), ratio, state.advanceDelta(), parameters);
        return Double.isFinite(needed) ? Math.round(Math.ceil(needed)) : UNKNOWN;
    }
}
