package dev.sluice.cli.judge;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.metric.Cell;

/** Where the judge stands after some rows. */
interface Course {

    /** After one more row. */
    Course observe(Cell row);

    /** At a new weight: what spoke for the candidate at the old one no longer counts. */
    Course restartStep();

    /** ln of the evidence against the candidate. */
    double lnRollback();

    /** ln of the evidence for it. */
    double lnAdvance();

    /** A rollback stays. */
    Kind verdict();
}
