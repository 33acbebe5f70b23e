package dev.sluice.core.judge.threshold;

import dev.sluice.core.judge.threshold.ThresholdRule.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fixed bounds for a metric of the team's own, read from the candidate alone at each look.
 *
 * <p>Like every limit it knows no baseline: what drives the metric of every version beyond it fails the candidate.
 *
 * @param min the least value that is in order; null if there is none
 * @param max the greatest value that is in order; null if there is none
 * @param failures so many looks out of bounds within the window fail the candidate
 * @param window the time in which they must fall, both ends included
 */
public record LimitRule(@Nullable Double min, @Nullable Double max, int failures, Duration window) {

    /** As many as are kept in a release's status. */
    public static final int MOST_FAILURES = 100;

    public LimitRule {
        if (min == null && max == null) {
            throw new IllegalArgumentException("a limit needs a min or a max");
        }
        requireFinite("min", min);
        requireFinite("max", max);
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException("min must not exceed max, but they are %s and %s".formatted(min, max));
        }
        if (failures < 1 || failures > MOST_FAILURES) {
            throw new IllegalArgumentException(
                    "failures must be in [1, %d], but are %d".formatted(MOST_FAILURES, failures));
        }
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window must be positive, but is " + window);
        }
    }

    /**
     * One look.
     *
     * @param value the metric's value; one that is not finite says nothing
     */
    public Outcome check(double value) {
        if (!Double.isFinite(value)) {
            return Outcome.NO_DATA;
        }
        boolean isOut = (min != null && value < min) || (max != null && value > max);
        return isOut ? Outcome.FAIL : Outcome.PASS;
    }

    private static void requireFinite(String name, @Nullable Double bound) {
        if (bound != null && !Double.isFinite(bound)) {
            throw new IllegalArgumentException(name + " must be finite, but is " + bound);
        }
    }
}
