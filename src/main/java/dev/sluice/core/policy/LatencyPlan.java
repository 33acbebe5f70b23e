package dev.sluice.core.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How latency is judged: the share of slow requests at several bucket edges.
 *
 * @param objective what the percentile may be at most; null = edges from the stable version's histogram alone
 * @param percentile which percentile the objective is about, above 0 and below 100
 * @param maxRatio margin rho of the share of slow requests
 * @param warmUp so long after a candidate pod is ready its latency doesn't count
 */
public record LatencyPlan(@Nullable Duration objective, double percentile, double maxRatio, Duration warmUp) {}
