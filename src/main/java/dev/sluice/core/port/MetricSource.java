package dev.sluice.core.port;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts requests of both arms. Never throws, on an outage or whatever is answered: a failure to ask is an answer
 * ({@link Measurement.Failed}), and so is a lack of data ({@link Measurement.Missing}).
 *
 * <p>Nothing younger than {@code now} is read.
 */
public interface MetricSource {

    /**
     * Raw counter increments of both arms since the cursor, one cell per scrape and stratum, for errors and for each
     * latency edge that was asked for. Cells of one scrape share their end.
     */
    Measurement<Increments> increments(MetricTarget target, CounterQuery query, Instant now);

    /**
     * The same over the past, for the dispersion and the ceiling of the stable arm. A stratum is a pod or a proxy, never
     * a route.
     *
     * @param back how far to look back from {@code now}
     * @param edges bucket edges of the latency; none = latency is not read
     */
    Measurement<Increments> history(MetricTarget target, Duration back, List<Duration> edges, Instant now);

    /**
     * The stable version's histogram of durations, to choose edges from. Its buckets are those that the counters have;
     * one that another arm lacks is remarked when it is asked for.
     *
     * @param back how far to look back from {@code now}
     */
    Measurement<LatencyProfile> profile(MetricTarget target, Duration back, Instant now);

    /**
     * The one number that a team's own query gives. Several series, none, and what is no finite number are missing, with
     * a sentence that says what came.
     *
     * @param query in the source's own language
     */
    Measurement<Double> number(MetricTarget target, String query, Instant now);

    /**
     * Requests and failures of the whole service, all arms together.
     *
     * @param windows up to {@code now}; the answer has one entry for each, in this order
     */
    Measurement<List<Volume>> service(MetricTarget target, List<Duration> windows, Instant now);

    /**
     * Requests and failures of everything else in the namespace, to tell an incident of all from the candidate's own
     * fault where nothing serves beside it. Missing if the counters see no neighbours.
     */
    Measurement<Volume> neighbours(MetricTarget target, Duration window, Instant now);

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
