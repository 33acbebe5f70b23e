package dev.sluice.core.observation;

import dev.sluice.core.judge.trial.MetricLook;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the metric source answered.
 *
 * @param armsShareTarget whether one scrape counts both arms
 * @param increments null when they were not asked for
 * @param history null when it was not asked for
 * @param profile null when it was not asked for
 * @param percentile a latency of the candidate; null when it was not asked for
 * @param service what the whole service fails over the windows of a burn rate; null when it was not asked for
 * @param neighbours what everything else in the namespace fails; null when it was not asked for
 * @param metrics the team's own metrics; empty when they were not asked for
 * @param quiet what requests of Sluice's own were answered; null when none were sent
 */
public record Counted(
        boolean armsShareTarget,
        @Nullable Measurement<Increments> increments,
        @Nullable Measurement<Increments> history,
        @Nullable Measurement<LatencyProfile> profile,
        @Nullable Measurement<Duration> percentile,
        @Nullable Measurement<List<Volume>> service,
        @Nullable Measurement<Volume> neighbours,
        List<MetricLook> metrics,
        @Nullable Measurement<Cell> quiet) {

    public Counted {
        metrics = List.copyOf(metrics);
    }

    /** The same with what requests of Sluice's own were answered. */
    public Counted withQuiet(Measurement<Cell> answers) {
        return new Counted(
                armsShareTarget, increments, history, profile, percentile, service, neighbours, metrics, answers);
    }

    /** Nothing was asked. */
    public static Counted nothing(boolean armsShareTarget) {
        return new Counted(armsShareTarget, null, null, null, null, null, null, List.of(), null);
    }
}
