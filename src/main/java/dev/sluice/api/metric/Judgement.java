package dev.sluice.api.metric;

import dev.sluice.api.section.Section;
import dev.sluice.api.text.Bounds;
import dev.sluice.core.policy.MetricPlan.Comparison;
import dev.sluice.core.policy.MetricPlan.Limit;
import dev.sluice.core.policy.MetricPlan.Worse;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a metric is judged, as far as a policy or a template says it.
 *
 * @param window for the variable of this name
 * @param limit fixed limits
 * @param comparison the comparison with the stable version; never there together with a limit
 */
record Judgement(
        @Nullable Duration window,
        @Nullable Limit limit,
        @Nullable Comparison comparison) {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Bounds<Duration> WINDOWS = Bounds.durations(Duration.ofSeconds(5), Duration.ofHours(1));
    private static final Bounds<Duration> WITHIN = Bounds.durations(Duration.ofSeconds(10), Duration.ofHours(24));
    private static final Bounds<BigDecimal> FAILURES = Bounds.numbers("1", "100");
    private static final Bounds<BigDecimal> VALUES = Bounds.numbers("-1000000000000000", "1000000000000000");
    private static final Bounds<BigDecimal> SLACKS = Bounds.numbers("0", "1000000000000000");
    private static final Bounds<BigDecimal> TOLERANCES = Bounds.percents("0", "1000");

    /** Reads {@code window}, {@code limit} and {@code compare}. */
    static Judgement read(Section section) {
        boolean hasBoth = section.has("limit") && section.has("compare");
        if (hasBoth) {
            section.fault("compare", "is there beside limit", "keep one of the two; for both write two metrics");
        }
        Limit limit = section.has("limit") ? limit(section) : null;
        Comparison comparison = section.has("compare") ? comparison(section.section("compare")) : null;
        return new Judgement(section.duration("window", WINDOWS), limit, hasBoth ? null : comparison);
    }

    private static Limit limit(Section section) {
        Section limit = section.section("limit");
        Double min = limit.number("min", VALUES);
        Double max = limit.number("max", VALUES);
        if (limit.isThere() && !limit.has("min") && !limit.has("max")) {
            section.fault(
                    "limit", "has no limit in it", "write the greatest value as max, the least one as min, or both");
        }
        if (min != null && max != null && min >= max) {
            limit.fault("min", "is not below max", "exchange them, or remove one");
        }
        int failures = limit.whole("failures", FAILURES, 3);
        return new Limit(min, max, failures, limit.duration("within", WITHIN, Duration.ofMinutes(5)));
    }

    private static Comparison comparison(Section comparison) {
        comparison.require("worse", "write which way is worse: higher, lower or either");
        return new Comparison(
                comparison.choice("worse", Worse.class, Worse.EITHER),
                comparison.percent("tolerance", TOLERANCES, 0.1),
                comparison.number("slack", SLACKS, 0));
    }

    /** This, and what it does not say from the other: the window, and limit or comparison where it has neither. */
    Judgement orElse(Judgement other) {
        boolean isOpen = limit == null && comparison == null;
        return new Judgement(
                window == null ? other.window : window,
                isOpen ? other.limit : limit,
                isOpen ? other.comparison : comparison);
    }

    /** How far the metric's query looks back. */
    Duration windowOrDefault() {
        return window == null ? WINDOW : window;
    }
}
