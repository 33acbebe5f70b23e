package dev.sluice.core.judge.trial;

import dev.sluice.core.metric.Counts;
import java.util.List;

/**
 * What one signal rests on, for people.
 *
 * @param signal what was looked at, such as "errors"
 * @param total counts of the release; for latency errors are slow requests
 * @param lnAgainst ln of the evidence against the candidate
 * @param lnRollbackAt ln of the evidence at which this signal alone rolls it back
 * @param lnFor ln of the evidence for the next step
 * @param lnAdvanceAt ln of the evidence at which this signal lets it come
 * @param sentences the same in words, with what is missing for the next step and for a rollback
 */
public record SignalReport(
        String signal,
        Counts total,
        double lnAgainst,
        double lnRollbackAt,
        double lnFor,
        double lnAdvanceAt,
        List<String> sentences) {
    public SignalReport {
        sentences = List.copyOf(sentences);
    }
}
