package dev.sluice.core.judge.threshold;

import java.time.Duration;

/**
 * When the pods of a candidate speak against it, without any metric.
 *
 * <ul>
 *   <li>Two restarts within ten minutes, killed for memory or crashed, fail the candidate: both of one pod, or at least
 *       ten seconds apart, for a node that reboots takes several pods along at one time. One holds the release until it
 *       is ten minutes old.
 *   <li>A pod that ceases to be ready three times within five minutes fails the candidate, twice holds the release.
 *   <li>Neither counts unless it is more than three times as much per pod as stable's pods show in the same time: a
 *       dependency that is away restarts the pods of both.
 * </ul>
 *
 * <p>Simple limits, because such events are rare and come in company, so that no count of them is worth a probability.
 * Five pods that restart once a week each, by chance, do so twice in the same ten minutes once in 80 000 times.
 *
 * @param restarts restarts of candidate pods that fail it
 * @param restartWindow the time in which they must fall
 * @param flaps losses of readiness of one pod that fail the candidate
 * @param flapWindow the time in which they must fall
 * @param factor how many times as much per pod as stable it must be
 */
public record PodRule(int restarts, Duration restartWindow, int flaps, Duration flapWindow, double factor) {

    /** Restarts of several pods within this time may be one event. */
    static final Duration APART = Duration.ofSeconds(10);

    private static final int MOST = 50;

    public PodRule {
        if (restarts < 1 || restarts > MOST || flaps < 1 || flaps > MOST) {
            throw new IllegalArgumentException(
                    "restarts and flaps must be in [1, %d], but are %d and %d".formatted(MOST, restarts, flaps));
        }
        if (isNone(restartWindow) || isNone(flapWindow)) {
            throw new IllegalArgumentException(
                    "windows must be positive, but are %s and %s".formatted(restartWindow, flapWindow));
        }
        if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor must be at least 1 and finite, but is " + factor);
        }
    }

    public static PodRule defaults() {
        return new PodRule(2, Duration.ofMinutes(10), 3, Duration.ofMinutes(5), 3);
    }

    Duration longestWindow() {
        return restartWindow.compareTo(flapWindow) > 0 ? restartWindow : flapWindow;
    }

    private static boolean isNone(Duration window) {
        return window.isZero() || window.isNegative();
    }
}
