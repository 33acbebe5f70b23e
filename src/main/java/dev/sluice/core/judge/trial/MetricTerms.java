package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.gauge.GaugeRule;
import dev.sluice.core.judge.threshold.LimitRule;
import org.jspecify.annotations.Nullable;

/**
 * How one of the team's own metrics is judged: by comparison or by limits.
 *
 * @param name as the policy calls it
 * @param gauge the comparison; null where limits judge
 * @param limit the limits; null where the comparison judges
 */
public record MetricTerms(
        String name, @Nullable GaugeRule gauge, @Nullable LimitRule limit) {}
