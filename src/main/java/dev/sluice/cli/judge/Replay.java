package dev.sluice.cli.judge;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;

/**
 * The judge's course by the published formulas, with a row for a scrape; the guards and the order of the checks are those
 * of the judge.
 *
 * @param rules what the judge tolerates
 * @param against evidence against the candidate, over all rows
 * @param inFavour evidence for it, since the last advance
 * @param seen what the guards count
 * @param verdict on the rows so far
 */
record Replay(Rules rules, RollbackProcess against, AdvanceProcess inFavour, Seen seen, Kind verdict)
        implements Course {

    private static final double LN_SUSPICION = Math.log(10);
    private static final int ROWS_PER_STEP = 2;

    /**
     * What the judge tolerates.
     *
     * @param advanceDelta the absolute margin that must be excluded before an advance: just the harm budget over the next
     *     weight, without the floor that a live release puts under it
     */
    record Rules(JudgeParameters parameters, double advanceDelta) {}

    /**
     * What the guards count, in rows in which both arms had requests.
     *
     * @param rowsInStep rows since the last advance
     * @param errors failed candidate requests, no further than the guard asks
     * @param errorRows rows with such
     */
    record Seen(long rowsInStep, long errors, long errorRows) {

        static final Seen NOTHING = new Seen(0, 0, 0);

        Seen plus(Cell cell, int enough) {
            return new Seen(
                    rowsInStep + 1,
                    Math.min(enough, errors + Math.min(enough, cell.candidateErrors())),
                    errorRows + (cell.candidateErrors() > 0 ? 1 : 0));
        }

        Seen restartStep() {
            return new Seen(0, errors, errorRows);
        }
    }

    /** Before the first row. */
    static Replay start(Rules rules) {
        return new Replay(rules, RollbackProcess.start(), AdvanceProcess.start(), Seen.NOTHING, Kind.HOLD);
    }

    @Override
    public Replay observe(Cell row) {
        if (!row.comparesArms()) {
            return new Replay(rules, against, inFavour, seen, rolledBackOr(Kind.HOLD));
        }
        JudgeParameters parameters = rules.parameters();
        Replay next = new Replay(
                rules,
                against.observe(row, parameters),
                inFavour.observe(row, rules.advanceDelta(), parameters),
                seen.plus(row, parameters.minErrors()),
                verdict);
        return new Replay(rules, next.against, next.inFavour, next.seen, rolledBackOr(next.judge()));
    }

    @Override
    public Replay restartStep() {
        return new Replay(rules, against, AdvanceProcess.start(), seen.restartStep(), rolledBackOr(Kind.HOLD));
    }

    @Override
    public double lnRollback() {
        return against.lnE();
    }

    @Override
    public double lnAdvance() {
        return inFavour.lnE();
    }

    private Kind rolledBackOr(Kind other) {
        return verdict == Kind.ROLLBACK ? Kind.ROLLBACK : other;
    }

    private Kind judge() {
        JudgeParameters parameters = rules.parameters();
        double lnE = lnRollback();
        boolean isSure = seen.errors() >= parameters.minErrors()
                && (seen.errorRows() >= parameters.minScrapes()
                        || lnE >= parameters.guards().lnWaiver());
        if (lnE >= -Math.log(parameters.alpha()) && isSure) {
            return Kind.ROLLBACK;
        }
        if (seen.rowsInStep() < ROWS_PER_STEP || lnE >= LN_SUSPICION) {
            return Kind.HOLD;
        }
        return lnAdvance() >= -Math.log(parameters.beta()) ? Kind.ADVANCE : Kind.HOLD;
    }
}
