package dev.sluice.core.judge.gauge;

import dev.sluice.core.judge.process.Figures;
import java.time.Duration;

/**
 * What a comparison of a gauge tolerates: a number a look of each arm, such as memory, CPU, a queue's depth or orders a
 * minute, for which there are no counts of requests.
 *
 * @param direction which way is worse
 * @param relative tolerated difference as a fraction of stable's value, at most a thousandfold
 * @param absolute tolerated difference besides, in the metric's own unit
 * @param block the time that makes one bet; at least as long as the window that the metric's query looks back on, or
 *     neighbouring blocks share samples
 */
public record GaugeRule(Direction direction, double relative, double absolute, Duration block) {

    public static final Duration SHORTEST_BLOCK = Duration.ofSeconds(30);

    private static final Duration LONGEST_BLOCK = Duration.ofHours(1);
    private static final double LARGEST_RELATIVE = 1000;

    /** Which way a candidate is worse than stable. */
    public enum Direction {
        HIGHER_IS_WORSE("above"),
        LOWER_IS_WORSE("below"),
        BOTH("away from");

        private final String preposition;

        Direction(String preposition) {
            this.preposition = preposition;
        }

        String preposition() {
            return preposition;
        }
    }

    public GaugeRule {
        if (!(relative >= 0 && relative <= LARGEST_RELATIVE)) {
            throw new IllegalArgumentException(
                    "a relative tolerance must be in [0, %s], but is %s".formatted(LARGEST_RELATIVE, relative));
        }
        if (!(absolute >= 0 && absolute < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "an absolute tolerance must be at least 0 and finite, but is " + absolute);
        }
        if (block.compareTo(Duration.ofSeconds(1)) < 0 || block.compareTo(LONGEST_BLOCK) > 0) {
            throw new IllegalArgumentException("a block must be between 1s and 1h, but is " + block);
        }
    }

    /** A relative tolerance, and blocks of half a minute. */
    public static GaugeRule of(Direction direction, double relative) {
        return new GaugeRule(direction, relative, 0, SHORTEST_BLOCK);
    }

    /** Whether the candidate is above stable by more than is tolerated and {@code more}. */
    boolean isAbove(double candidate, double stable, double more) {
        // Halved, because the difference of two finite numbers need not be one.
        return direction != Direction.LOWER_IS_WORSE && candidate / 2 - stable / 2 > halfMargin(stable, more);
    }

    /** Whether the candidate is below stable by more than is tolerated and {@code more}. */
    boolean isBelow(double candidate, double stable, double more) {
        return direction != Direction.HIGHER_IS_WORSE && stable / 2 - candidate / 2 > halfMargin(stable, more);
    }

    private double halfMargin(double stable, double more) {
        return Math.min(Double.MAX_VALUE, (relative * Math.abs(stable) + absolute + more) / 2);
    }

    /** The tolerance in words. */
    String tolerance() {
        String percent = Figures.percent(relative);
        return absolute == 0 ? percent : percent + " and " + Figures.value(absolute);
    }
}
