package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.Evidence;
import dev.sluice.core.judge.Fault;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.process.DifferenceBounds.Interval;
import dev.sluice.core.judge.process.Figures;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Puts into words what a comparison rests on: what was compared, what speaks for and against, what is missing for the
 * next step and what would end in a rollback.
 */
final class Explanation {

    private static final double LEVEL = 0.95;

    private Explanation() {}

    /**
     * The report on one signal.
     *
     * @param perSecond candidate requests per second at present; 0 if unknown
     */
    static SignalReport report(JudgeState state, JudgeParameters parameters, Fault fault, double perSecond) {
        Evidence evidence = Evidence.of(state, parameters);
        return new SignalReport(
                fault.plural(),
                state.total(),
                evidence.lnRollback(),
                evidence.lnRollbackThreshold(),
                evidence.lnAdvance(),
                evidence.lnAdvanceThreshold(),
                sentences(state, parameters, fault, perSecond));
    }

    private static List<String> sentences(JudgeState state, JudgeParameters parameters, Fault fault, double perSecond) {
        Evidence evidence = Evidence.of(state, parameters);
        List<String> sentences = new ArrayList<>();
        sentences.add(compared(state.total(), fault) + " since the release began" + inStep(state, fault) + ".");
        if (!state.total().equals(Counts.ZERO)) {
            sentences.add(difference(state, parameters, fault));
            sentences.add(against(state, parameters, evidence, fault));
            sentences.add(forIt(evidence, perSecond));
        }
        return sentences;
    }

    private static String compared(Counts counts, Fault fault) {
        return "Candidate %s, stable %s"
                .formatted(
                        Figures.arm(counts.candidateErrors(), counts.candidateRequests(), fault.did()),
                        Figures.arm(counts.stableErrors(), counts.stableRequests(), fault.did()));
    }

    private static String inStep(JudgeState state, Fault fault) {
        return state.step().equals(state.total())
                ? ""
                : "; in this step candidate %s, stable %s"
                        .formatted(
                                Figures.arm(
                                        state.step().candidateErrors(),
                                        state.step().candidateRequests(),
                                        fault.did()),
                                Figures.arm(
                                        state.step().stableErrors(),
                                        state.step().stableRequests(),
                                        fault.did()));
    }

    private static String difference(JudgeState state, JudgeParameters parameters, Fault fault) {
        Interval interval = state.bounds().interval(LEVEL, parameters.phi());
        return "With 95 %% confidence, at whatever look, the candidate's share of %s is %s off stable's; tolerated is %s times stable's plus %s."
                .formatted(
                        fault.plural(),
                        interval.text(),
                        Figures.number("0.###", parameters.rho()),
                        points(parameters.delta()));
    }

    private static String against(JudgeState state, JudgeParameters parameters, Evidence evidence, Fault fault) {
        OptionalLong failures = Outlook.failuresToRollBack(state, parameters);
        String outlook = failures.isPresent()
                ? "; about %d more %s in the next two scrapes would do".formatted(failures.getAsLong(), fault.plural())
                : "";
        return "Against it: evidence of %s, rollback at %s%s."
                .formatted(Figures.odds(evidence.lnRollback()), Figures.odds(evidence.lnRollbackThreshold()), outlook);
    }

    private static String forIt(Evidence evidence, double perSecond) {
        String still = "";
        if (evidence.lnAdvance() < evidence.lnAdvanceThreshold() && evidence.requestsNeeded() != Evidence.UNKNOWN) {
            still = "; about %d more requests%s if it is as good as stable"
                    .formatted(evidence.requestsNeeded(), within(evidence.requestsNeeded(), perSecond));
        }
        return "For the next step: evidence of %s, needed is %s, that it isn't worse by %s%s."
                .formatted(
                        Figures.odds(evidence.lnAdvance()),
                        Figures.odds(evidence.lnAdvanceThreshold()),
                        points(evidence.advanceDelta()),
                        still);
    }

    private static String within(long requests, double perSecond) {
        return perSecond > 0 ? ", some %s at this rate,".formatted(time(requests / perSecond)) : "";
    }

    private static String time(double seconds) {
        if (seconds < 120) {
            return Math.round(Math.max(1, seconds)) + " s";
        }
        return seconds < 7200 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
    }

    private static String points(double rate) {
        return Figures.number("0.###", rate * 100) + " points";
    }
}
