package dev.sluice.core.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate is judged.
 *
 * @param maxRatio margin rho: the candidate's error rate may be this many times the stable one's …
 * @param maxIncrease … plus this ratio (delta), such as 0.001 for 0.1 %
 * @param harmBudget excess errors that a step up may expose, as a ratio of all traffic
 * @param thresholds fixed thresholds; null when the comparison with stable alone decides
 * @param noDataLimit how long a release holds its weight without data before it goes to weight 0 and pauses
 * @param look time between looks; null follows the scrape interval that the samples show
 */
public record AnalysisPlan(
        double maxRatio,
        double maxIncrease,
        double harmBudget,
        @Nullable Thresholds thresholds,
        Duration noDataLimit,
        @Nullable Duration look) {

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
