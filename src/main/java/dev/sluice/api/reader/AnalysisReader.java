package dev.sluice.api.reader;

import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.DurationText;
import dev.sluice.core.policy.AnalysisPlan;
import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ErrorsPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.analysis}, but for where requests are counted. */
final class AnalysisReader {
    private static final Bounds<BigDecimal> MAX_RATIOS = Bounds.numbers("1", "10");
    private static final Bounds<BigDecimal> MAX_INCREASES = Bounds.percents("0", "50");
    private static final Bounds<BigDecimal> HARM_BUDGETS = Bounds.percents("0.001", "50");
    private static final Bounds<BigDecimal> ERROR_RATES = Bounds.percents("0", "99");
    private static final Bounds<BigDecimal> PERCENTILES = Bounds.numbersBetween("0", "100");
    private static final Bounds<BigDecimal> FAILURES = Bounds.numbers("1", "100");
    private static final Bounds<Duration> LATENCIES = Bounds.durations(Duration.ofMillis(1), Duration.ofMinutes(10));
    private static final Bounds<Duration> WINDOWS = Bounds.durations(Duration.ofSeconds(5), Duration.ofHours(1));
    private static final Bounds<Duration> LIMITS = Bounds.durations(Duration.ofSeconds(10), Duration.ofHours(24));
    private static final Bounds<Duration> LOOKS = Bounds.durations(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private AnalysisReader() {}

    static AnalysisPlan read(Section analysis, Section prometheus, CanaryPlan canary) {
        Section errors = analysis.section("errors");
        double maxRatio =
                errors.number("maxRatio", MAX_RATIOS, new BigDecimal("1.25")).doubleValue();
        double maxIncrease = errors.percent("maxIncrease", MAX_INCREASES, 0.001);
        double harmBudget = errors.percent("harmBudget", HARM_BUDGETS, 0.0025);
        Thresholds thresholds = thresholds(analysis, canary);
        Duration limit = analysis.duration("noDataLimit", LIMITS, Duration.ofMinutes(5));
        Duration look = look(prometheus, limit);
        return new AnalysisPlan(
                new ErrorsPlan(maxRatio, maxIncrease, harmBudget, null),
                null,
                List.of(),
                false,
                thresholds,
                limit,
                look);
    }

    private static @Nullable Duration look(Section prometheus, Duration limit) {
        Duration look = prometheus.duration("interval", LOOKS);
        if (look != null && look.compareTo(limit) >= 0) {
            prometheus.fault(
                    "interval",
                    DurationText.print(look) + " is not shorter than noDataLimit, " + DurationText.print(limit),
                    "write a shorter interval, or a longer analysis.noDataLimit");
        }
        return look;
    }

    private static @Nullable Thresholds thresholds(Section analysis, CanaryPlan canary) {
        if (!analysis.has("thresholds")) {
            if (canary.every() != null) {
                analysis.fault(
                        "thresholds",
                        "is missing, and nothing else judges a fixed pace",
                        "write thresholds: {errorRate: 1%}, or strategy.canary.pace: evidence");
            }
            return null;
        }
        Section thresholds = analysis.section("thresholds");
        if (thresholds.isThere() && !thresholds.has("errorRate") && !thresholds.has("latency")) {
            analysis.fault("thresholds", "has no limit in it", "write errorRate: 1%, latency: {max: 500ms} or both");
        }
        return read(thresholds);
    }

    private static Thresholds read(Section thresholds) {
        Section latency = thresholds.section("latency");
        latency.require("max", "write the greatest latency, such as 500ms");
        BigDecimal failures = thresholds.whole("failures", FAILURES, BigDecimal.valueOf(3));
        return new Thresholds(
                thresholds.percent("errorRate", ERROR_RATES),
                latency.number("percentile", PERCENTILES, new BigDecimal("99")).doubleValue(),
                latency.duration("max", LATENCIES),
                thresholds.duration("window", WINDOWS, Duration.ofMinutes(1)),
                failures.intValueExact());
    }
}
