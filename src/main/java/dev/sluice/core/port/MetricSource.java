package dev.sluice.core.port;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts requests of both arms. Never throws on an outage: a failure to ask is an answer ({@link Measurement.Failed}).
 */
public interface MetricSource {

    /**
     * Raw counter increments of both arms since the cursor, one cell per scrape and stratum.
     *
     * @param now the time the samples are asked for; nothing younger is read
     */
    Measurement<Increments> increments(MetricTarget target, MetricCursor cursor, Instant now);

    /**
     * The same over the past, for the dispersion and the ceiling of the stable arm.
     *
     * @param back how far to look back from {@code now}
     */
    Measurement<Increments> history(MetricTarget target, Duration back, Instant now);

    /** A latency percentile of one arm over a window. */
    Measurement<Duration> latency(MetricTarget target, LatencyQuery query, Instant now);

    /** Whether the source answers and has the preset's series at all; the value is a sentence about what it found. */
    Measurement<String> probe(MetricTarget target, Instant now);

    /** Whether one scrape counts both arms, so that their increments cover the same time. */
    boolean armsShareTarget(MetricTarget target);

    /**
     * Which latency to ask for.
     *
     * @param percentile above 0, below 100
     */
    record LatencyQuery(Arm arm, double percentile, Duration window) {}
}
