package dev.sluice.api.reader;

import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.metric.OwnMetrics;
import dev.sluice.api.metric.Versions;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.DurationText;
import dev.sluice.core.policy.AnalysisPlan;
import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ErrorsPlan;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.policy.QuietPlan;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.analysis}, but for where requests are counted and what of them. */
final class AnalysisReader {
    private static final Bounds<BigDecimal> ERROR_RATES = Bounds.percents("0", "99");
    private static final Bounds<BigDecimal> FAILURES = Bounds.numbers("1", "100");
    private static final Bounds<Duration> WINDOWS = Bounds.durations(Duration.ofSeconds(5), Duration.ofHours(1));
    private static final Bounds<Duration> LIMITS = Bounds.durations(Duration.ofSeconds(10), Duration.ofHours(24));
    private static final Bounds<Duration> LOOKS = Bounds.durations(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final Section analysis;
    private final Versions versions;
    private final MetricTemplates templates;

    /** Which stable pods the candidate is compared with. */
    private enum Baseline {
        SERVING,
        FRESH
    }

    AnalysisReader(Section analysis, Versions versions, MetricTemplates templates) {
        this.analysis = analysis;
        this.versions = versions;
        this.templates = templates;
    }

    AnalysisPlan read(ErrorsPlan errors, Section prometheus, CanaryPlan canary) {
        LatencyPlan latency = analysis.has("latency") ? LatencyReader.read(analysis.section("latency")) : null;
        boolean isFresh = analysis.choice("baseline", Baseline.class, Baseline.SERVING) == Baseline.FRESH;
        OwnMetrics metrics = OwnMetrics.read(analysis, versions, isFresh, templates);
        if (isFresh) {
            checkBaseline(latency, metrics);
        }
        QuietPlan quiet = analysis.has("quiet") ? QuietReader.read(analysis.section("quiet")) : null;
        Thresholds thresholds = thresholds(canary);
        Duration limit = analysis.duration("noDataLimit", LIMITS, Duration.ofMinutes(5));
        Duration look = look(prometheus, limit);
        return new AnalysisPlan(errors, latency, metrics.plans(), isFresh, quiet, thresholds, limit, look);
    }

    /** A copy of the stable version costs as many pods as the candidate: only where its age makes a difference. */
    private void checkBaseline(@Nullable LatencyPlan latency, OwnMetrics metrics) {
        versions.checkBaseline(analysis);
        if (latency == null && !metrics.mayCompare()) {
            analysis.fault(
                    "baseline",
                    "is fresh, but nothing is compared in which young pods differ from old ones",
                    "write latency: {} or a metric with compare, or remove it");
        }
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

    private @Nullable Thresholds thresholds(CanaryPlan canary) {
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
        return new Thresholds(
                thresholds.percent("errorRate", ERROR_RATES),
                latency.number("percentile", LatencyReader.PERCENTILES, 99),
                latency.duration("max", LatencyReader.LATENCIES),
                thresholds.duration("window", WINDOWS, Duration.ofMinutes(1)),
                thresholds.whole("failures", FAILURES, 3));
    }
}
