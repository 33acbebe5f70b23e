package dev.sluice.api.reader;

import dev.sluice.api.section.Section;
import dev.sluice.api.text.Bounds;
import dev.sluice.core.policy.LatencyPlan;
import java.math.BigDecimal;
import java.time.Duration;

/** Reads {@code spec.analysis.latency}. */
final class LatencyReader {
    static final Bounds<BigDecimal> PERCENTILES = Bounds.numbersBetween("0", "100");
    static final Bounds<Duration> LATENCIES = Bounds.durations(Duration.ofMillis(1), Duration.ofMinutes(10));
    private static final Bounds<BigDecimal> MAX_RATIOS = Bounds.numbers("1", "10");
    private static final Bounds<Duration> WARM_UPS = Bounds.durations(Duration.ZERO, Duration.ofHours(1));

    private LatencyReader() {}

    static LatencyPlan read(Section latency) {
        return new LatencyPlan(
                latency.duration("objective", LATENCIES),
                latency.number("percentile", PERCENTILES, 99),
                latency.number("maxRatio", MAX_RATIOS, 1.25),
                latency.duration("warmUp", WARM_UPS, Duration.ofMinutes(1)));
    }
}
