package dev.sluice.core.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the team's own.
 *
 * @param name as the policy calls it
 * @param candidateQuery PromQL that gives the candidate's number, every variable filled in
 * @param stableQuery the same for the stable version; null where only a limit is checked
 * @param limit fixed limits; null where it is compared
 * @param comparison the comparison with the stable version; null where only a limit is checked
 */
public record MetricPlan(
        String name,
        String candidateQuery,
        @Nullable String stableQuery,
        @Nullable Limit limit,
        @Nullable Comparison comparison) {

    public MetricPlan {
        if ((comparison == null) == (limit == null) || (comparison == null) != (stableQuery == null)) {
            throw new IllegalArgumentException(name + " must have either a limit or a comparison with a stable query");
        }
    }

    /**
     * Fixed limits.
     *
     * @param min least value; null = none
     * @param max greatest value; null = none
     * @param failures so many breaches …
     * @param window … within this time speak against the candidate
     */
    public record Limit(@Nullable Double min, @Nullable Double max, int failures, Duration window) {}

    /**
     * A comparison with the stable version.
     *
     * @param worse which way is worse
     * @param tolerance how far the candidate may be off, as a ratio of the stable version's value
     * @param slack how far it may be off besides, in the metric's own unit
     */
    public record Comparison(Worse worse, double tolerance, double slack) {}

    /** Which way is worse. */
    public enum Worse {
        HIGHER,
        LOWER,
        EITHER
    }
}
