package dev.sluice.cli.judge;

import dev.sluice.core.judge.Evidence;
import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import java.util.List;

/**
 * The course of the judge that the operator has, with its mixture, its guards and its floor under the margin to advance.
 *
 * @param nextWeight the candidate's share after the next step, in (0, 1]
 * @param last what it said after the newest row
 * @param isRolledBack whether it ever said rollback
 */
record OperatorCourse(
        JudgeState state, double nextWeight, JudgeParameters parameters, Verdict last, boolean isRolledBack)
        implements Course {

    static OperatorCourse start(double nextWeight, JudgeParameters parameters) {
        JudgeState state = JudgeState.start();
        return new OperatorCourse(state, nextWeight, parameters, Judge.verdict(state, parameters, false), false);
    }

    @Override
    public OperatorCourse observe(Cell row) {
        return observe(List.of(row));
    }

    /** After one more scrape, of as many strata as there are. */
    OperatorCourse observe(List<Cell> scrape) {
        JudgeState next = state.observe(scrape, nextWeight, parameters);
        boolean isNews = scrape.stream().anyMatch(Cell::comparesArms);
        Verdict verdict = Judge.verdict(next, parameters, isNews);
        return new OperatorCourse(
                next, nextWeight, parameters, verdict, isRolledBack || verdict.kind() == Kind.ROLLBACK);
    }

    @Override
    public OperatorCourse restartStep() {
        return to(nextWeight);
    }

    /** At a new weight, with another one after it. */
    OperatorCourse to(double newNextWeight) {
        JudgeState next = state.restartStep();
        return new OperatorCourse(
                next, newNextWeight, parameters, Judge.verdict(next, parameters, false), isRolledBack);
    }

    private Evidence evidence() {
        return last.evidence();
    }

    @Override
    public double lnRollback() {
        return evidence().lnRollback();
    }

    @Override
    public double lnAdvance() {
        return evidence().lnAdvance();
    }

    @Override
    public Kind verdict() {
        return isRolledBack ? Kind.ROLLBACK : last.kind();
    }
}
