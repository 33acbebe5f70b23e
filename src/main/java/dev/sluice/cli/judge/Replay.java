package dev.sluice.cli.judge;

import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;

/**
 * The judge's course through recorded rows. Both processes are those of a live release; the guards and the order of the
 * checks are those of the judge, with a row for a scrape.
 *
 * @param rules what the judge tolerates
 * @param against evidence against the candidate, over all rows
 * @param inFavour evidence for it, since the last advance
 * @param seen what the guards count
 * @param verdict on the rows so far
 */
record Replay(Rules rules, RollbackProcess against, AdvanceProcess inFavour, Seen seen, Verdict verdict) {

    private static final double LN_SUSPICION = Math.log(10);
    private static final int ROWS_PER_STEP = 2;

    enum Verdict {
        HOLD,
        ADVANCE,
        ROLLBACK
    }

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
        return new Replay(rules, RollbackProcess.start(), AdvanceProcess.start(), Seen.NOTHING, Verdict.HOLD);
    }

    /** The course after one more row. */
    Replay observe(Cell row) {
        boolean advanced = verdict == Verdict.ADVANCE;
        AdvanceProcess step = advanced ? AdvanceProcess.start() : inFavour;
        Seen before = advanced ? seen.restartStep() : seen;
        if (!row.comparesArms()) {
            return new Replay(rules, against, step, before, rolledBackOr(Verdict.HOLD));
        }
        JudgeParameters parameters = rules.parameters();
        Replay next = new Replay(
                rules,
                against.observe(row, parameters),
                step.observe(row, rules.advanceDelta(), parameters),
                before.plus(row, parameters.minErrors()),
                verdict);
        return new Replay(rules, next.against, next.inFavour, next.seen, rolledBackOr(next.judge()));
    }

    double lnRollback() {
        return against.lnE();
    }

    double lnAdvance() {
        return inFavour.lnE();
    }

    private Verdict rolledBackOr(Verdict other) {
        return verdict == Verdict.ROLLBACK ? Verdict.ROLLBACK : other;
    }

    private Verdict judge() {
        JudgeParameters parameters = rules.parameters();
        double lnE = lnRollback();
        boolean isSure = seen.errors() >= parameters.minErrors()
                && (seen.errorRows() >= parameters.minScrapes()
                        || lnE >= parameters.guards().lnWaiver());
        if (lnE >= -Math.log(parameters.alpha()) && isSure) {
            return Verdict.ROLLBACK;
        }
        if (seen.rowsInStep() < ROWS_PER_STEP || lnE >= LN_SUSPICION) {
            return Verdict.HOLD;
        }
        return lnAdvance() >= -Math.log(parameters.beta()) ? Verdict.ADVANCE : Verdict.HOLD;
    }
}
