package dev.sluice.core.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate is judged.
 *
 * @param errors how failed requests are judged
 * @param latency how slow requests are; null when they aren't
 * @param metrics the team's own metrics
 * @param hasFreshBaseline whether a fresh copy of the stable version runs beside the candidate
 * @param quiet requests of Sluice's own; null = none
 * @param thresholds fixed thresholds; null when the comparison with stable alone decides
 * @param noDataLimit how long a release holds its weight without data before it goes to weight 0 and pauses
 * @param look time between looks; null follows the scrape interval that the samples show
 */
public record AnalysisPlan(
        ErrorsPlan errors,
        @Nullable LatencyPlan latency,
        List<MetricPlan> metrics,
        boolean hasFreshBaseline,
        @Nullable QuietPlan quiet,
        @Nullable Thresholds thresholds,
        Duration noDataLimit,
        @Nullable Duration look) {

    public AnalysisPlan {
        metrics = List.copyOf(metrics);
    }

    /** The same without what is judged beside failed requests. */
    public AnalysisPlan failuresOnly() {
        return new AnalysisPlan(errors, null, List.of(), false, null, thresholds, noDataLimit, look);
    }

    /**
     * Fixed thresholds.
     *
     * @param errorRate greatest ratio of failed requests; null = not checked
     * @param percentile which latency percentile, above 0 and below 100
     * @param latencyMax its greatest value; null = not checked
     * @param window the window each check looks back
     * @param failures so many failed checks roll the release back
     */
    public record Thresholds(
            @Nullable Double errorRate,
            double percentile,
            @Nullable Duration latencyMax,
            Duration window,
            int failures) {}
}
