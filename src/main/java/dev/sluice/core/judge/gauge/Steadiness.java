package dev.sluice.core.judge.gauge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far and for how long a gauge of the stable version strays by itself, seen on its past and pinned before the start:
 * two versions that are the same drift apart as far as that without anybody's fault.
 *
 * @param wander scale (a standard deviation, if it were normal) of its change within five minutes, in the metric's unit
 * @param relativeWander the same as a fraction of the present value; used where the past is unknown
 * @param correlationSeconds the time after which a value tells nothing new about the next: the integrated autocorrelation
 *     of the past without its linear trend
 */
public record Steadiness(double wander, double relativeWander, double correlationSeconds) {

    /** Without a past: strays by a sixteenth in five minutes, and returns within two and a half. */
    public static final Steadiness UNKNOWN = new Steadiness(0, 1.0 / 16, 150);

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int STEPS_PER_WINDOW = 3;
    private static final int FEWEST_CHANGES = 12;
    private static final int MOST_VALUES = 720;

    /** A quantile that one jump in the past doesn't move, and what it is of a normal distribution's magnitude. */
    private static final double QUANTILE = 0.75;

    private static final double NORMAL_QUANTILE = 1.15;

    /** Variance of values up to 1 that is none but for rounding. */
    private static final double ROUNDING = 1e-24;

    /** Below this a correlation is noise of its estimate. */
    private static final double LEAST_CORRELATION = 0.05;

    public Steadiness {
        if (!isAmount(wander) || !isAmount(relativeWander) || !isAmount(correlationSeconds)) {
            throw new IllegalArgumentException(
                    "wander and correlation must be at least 0 and finite, but are %s, %s, %s"
                            .formatted(wander, relativeWander, correlationSeconds));
        }
    }

    /**
     * What the past shows; {@link #UNKNOWN} if it is shorter than about half an hour.
     *
     * @param history values of the stable version in order of time, best of the last hour; what isn't finite is left out
     * @param interval the distance of the values
     */
    public static Steadiness of(List<Double> history, Duration interval) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("the distance of values must be positive, but is " + interval);
        }
        double[] values = history.subList(Math.max(0, history.size() - MOST_VALUES), history.size()).stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        double[] scaled = Arrays.stream(values)
                .map(value -> largest == 0 ? 0 : value / largest)
                .toArray();
        int window = (int) Math.max(1, Math.min(MOST_VALUES, WINDOW.dividedBy(interval)));
        double[] changes = changes(scaled, window);
        if (changes.length < FEWEST_CHANGES) {
            return UNKNOWN;
        }
        double wander = Math.min(Double.MAX_VALUE, scale(changes) * largest);
        double seconds = interval.getSeconds() + interval.getNano() / 1e9;
        return new Steadiness(wander, 0, correlation(scaled) * seconds);
    }

    /** How far medians of whole windows are from those of the window before. */
    private static double[] changes(double[] values, int window) {
        int step = Math.max(1, window / STEPS_PER_WINDOW);
        int distance = (window + step - 1) / step;
        List<Double> medians = new ArrayList<>();
        for (int from = 0; from + window <= values.length; from += step) {
            medians.add(quantile(Arrays.copyOfRange(values, from, from + window), 0.5));
        }
        double[] changes = new double[Math.max(0, medians.size() - distance)];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = medians.get(i + distance) - medians.get(i);
        }
        return changes;
    }

    /** Around the median change: a steady trend, which both versions would share, is no wandering. */
    private static double scale(double[] changes) {
        double trend = quantile(changes, 0.5);
        double[] magnitudes =
                Arrays.stream(changes).map(change -> Math.abs(change - trend)).toArray();
        return quantile(magnitudes, QUANTILE) / NORMAL_QUANTILE;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }

    /** In values: 1 where each is news. */
    private static double correlation(double[] values) {
        double[] deviations = withoutTrend(values);
        double variance = product(deviations, 0);
        if (variance <= ROUNDING * values.length) {
            return 1;
        }
        double sum = 1;
        for (int lag = 1; lag < values.length / 3; lag++) {
            double correlation = product(deviations, lag) / variance;
            if (correlation < LEAST_CORRELATION) {
                break;
            }
            sum += 2 * correlation;
        }
        return sum;
    }

    private static double product(double[] values, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += values[i] * values[i - lag];
        }
        return sum;
    }

    /** Distances from the line of least squares. */
    private static double[] withoutTrend(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double mean = Arrays.stream(values).average().orElse(0);
        double slope = 0;
        double spread = 0;
        for (int i = 0; i < values.length; i++) {
            slope += (i - middle) * (values[i] - mean);
            spread += (i - middle) * (i - middle);
        }
        double[] rest = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rest[i] = values[i] - mean - (spread > 0 ? slope / spread : 0) * (i - middle);
        }
        return rest;
    }

    private static boolean isAmount(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }
}
