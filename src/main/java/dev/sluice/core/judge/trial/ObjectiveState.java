package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.process.BelowCeilingProcess;
import dev.sluice.core.judge.process.CeilingProcess;
import dev.sluice.core.judge.process.Figures;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counts;
import java.util.List;

/**
 * The candidate against the error rate that the service's objective leaves, however much the policy's margins allow it to
 * be worse than stable. It is to blame only if it is shown to fail more than stable does, or if stable answered nothing yet:
 * else what both depend on may be ill. Then the release holds, and once it keeps to the objective again, what was counted
 * meanwhile is forgotten.
 *
 * @param above evidence that the candidate is above it
 * @param below evidence that it is below, at the present weight
 */
public record ObjectiveState(CeilingProcess above, BelowCeilingProcess below) {

    private static final double LN_SUSPICION = Math.log(10);

    public static ObjectiveState start() {
        return new ObjectiveState(CeilingProcess.start(), BelowCeilingProcess.start());
    }

    ObjectiveState restartStep() {
        return new ObjectiveState(above, BelowCeilingProcess.start());
    }

    /** @param errors the comparison with stable, these cells taken in */
    ObjectiveState observe(List<Cell> cells, double ceiling, JudgeParameters parameters, JudgeState errors) {
        CeilingProcess against = above;
        BelowCeilingProcess forIt = below;
        for (Cell cell : Cell.joined(cells)) {
            against = against.observe(cell.candidateRequests(), cell.candidateErrors(), ceiling, parameters);
            forIt = forIt.observe(cell.candidateRequests(), cell.candidateErrors(), ceiling, parameters.phi());
        }
        boolean isForgotten = against.lnE() >= LN_SUSPICION && keeps(cells, ceiling) && !isToBlame(errors, parameters);
        return new ObjectiveState(isForgotten ? CeilingProcess.start() : against, forIt);
    }

    private static boolean keeps(List<Cell> cells, double ceiling) {
        long requests = cells.stream().mapToLong(Cell::candidateRequests).sum();
        long errors = cells.stream().mapToLong(Cell::candidateErrors).sum();
        return requests > 0 && errors <= ceiling * requests;
    }

    private static boolean isToBlame(JudgeState errors, JudgeParameters parameters) {
        return errors.total().stableRequests() == 0
                || errors.bounds()
                                .interval(1 - 2 * parameters.alpha(), parameters.phi())
                                .low()
                        > 0;
    }

    /** Whether the candidate is shown to keep to the objective, where there is no stable version to compare it with. */
    boolean isKept(JudgeParameters parameters) {
        return below.lnE() >= -Math.log(parameters.beta()) && above.lnE() < LN_SUSPICION;
    }

    Opinion opinion(double ceiling, JudgeParameters parameters, JudgeState errors) {
        boolean isSeen = above.isExceeded(parameters);
        boolean isExceeded = isSeen && isToBlame(errors, parameters);
        boolean isSuspect = above.lnE() >= LN_SUSPICION;
        return new Opinion(
                Topic.OBJECTIVE,
                "objective",
                isExceeded ? Cause.WORSE : isSuspect ? Cause.SUSPICION : Cause.HARMLESS,
                above.lnE() + Math.log(parameters.alpha()),
                isExceeded,
                new Grounds.Kept(this, ceiling, parameters, isSeen && !isExceeded));
    }

    String sentence(double ceiling, JudgeParameters parameters) {
        return "The objective leaves %s; the candidate: %s. Evidence that it is above %s, rollback at %s, if it fails more than stable."
                .formatted(
                        Figures.percent(ceiling),
                        Figures.arm(above.errors(), above.requests()),
                        Figures.odds(above.lnE()),
                        Figures.odds(-Math.log(parameters.alpha())));
    }

    SignalReport report(double ceiling, JudgeParameters parameters) {
        return new SignalReport(
                "objective",
                new Counts(above.requests(), above.errors(), 0, 0),
                above.lnE(),
                -Math.log(parameters.alpha()),
                below.lnE(),
                -Math.log(parameters.beta()),
                List.of(sentence(ceiling, parameters)));
    }
}
