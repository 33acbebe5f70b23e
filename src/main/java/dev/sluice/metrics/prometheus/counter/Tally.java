package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import java.time.Instant;

/** Adds up a cell. */
final class Tally {
    private long candidateRequests;
    private long candidateErrors;
    private long stableRequests;
    private long stableErrors;

    void add(CounterSeries series, long count) {
        long errors = series.failed() ? count : 0;
        if (series.arm() == Arm.CANDIDATE) {
            candidateRequests += count;
            candidateErrors += errors;
        } else {
            stableRequests += count;
            stableErrors += errors;
        }
    }

    Cell cell(Instant end, String stratum) {
        return new Cell(end, stratum, candidateRequests, candidateErrors, stableRequests, stableErrors);
    }
}
