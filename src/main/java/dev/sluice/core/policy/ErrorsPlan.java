package dev.sluice.core.policy;

import org.jspecify.annotations.Nullable;

/**
 * How errors are judged.
 *
 * @param maxRatio margin rho: the candidate's error rate may be this many times the stable one's …
 * @param maxIncrease … plus this ratio (delta), such as 0.001 for 0.1 %
 * @param harmBudget excess errors that a step up may expose, as a ratio of all traffic
 * @param objective the share of requests that must succeed (SLO), such as 0.999; null = no ceiling, no burn rate
 */
public record ErrorsPlan(
        double maxRatio,
        double maxIncrease,
        double harmBudget,
        @Nullable Double objective) {

    /** The error rate that the objective leaves; null without an objective. */
    public @Nullable Double ceiling() {
        return objective == null ? null : (Double) (1 - objective);
    }
}
