package dev.sluice.core.judge.threshold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fixed limit for teams that pace by the clock: one check per interval over the candidate alone.
 *
 * <p>Kept for those who want it. A limit knows no baseline, so an incident of everybody fails the candidate too.
 *
 * @param maxErrorRate the error rate that the candidate must not exceed, as a fraction
 * @param maxLatencyMillis the limit of the latency percentile in milliseconds; null if latency isn't checked
 * @param window the time that a check looks back on
 * @param failures failed checks, in sum over the release, at which it is rolled back
 * @param minRequests candidate requests in the window below which a check says nothing
 */
public record ThresholdRule(
        double maxErrorRate, @Nullable Double maxLatencyMillis, Duration window, int failures, long minRequests) {

    private static final long FEWEST_REQUESTS = 10;

    /** The outcome of one check. */
    public enum Outcome {
        PASS,
        FAIL,
        /** Too few requests, or no latency where one is asked for: neither good nor bad. */
        NO_DATA
    }

    public ThresholdRule {
        if (!(maxErrorRate >= 0 && maxErrorRate <= 1)) {
            throw new IllegalArgumentException("maxErrorRate must be in [0, 1], but is " + maxErrorRate);
        }
        if (maxLatencyMillis != null && !(maxLatencyMillis > 0)) {
            throw new IllegalArgumentException("maxLatencyMillis must be positive, but is " + maxLatencyMillis);
        }
        if (window.isZero() || window.isNegative() || failures < 1 || minRequests < 1) {
            throw new IllegalArgumentException("window, failures and minRequests must be positive, but are %s, %d, %d"
                    .formatted(window, failures, minRequests));
        }
    }

    /** A rule that says nothing on fewer than 10 requests. */
    public static ThresholdRule of(
            double maxErrorRate, @Nullable Double maxLatencyMillis, Duration window, int failures) {
        return new ThresholdRule(maxErrorRate, maxLatencyMillis, window, failures, FEWEST_REQUESTS);
    }

    /**
     * One check.
     *
     * @param requests candidate requests in the window
     * @param errors how many of them failed
     * @param latencyMillis the measured percentile; null or not finite if there was none
     */
    public Outcome check(long requests, long errors, @Nullable Double latencyMillis) {
        if (requests < minRequests) {
            return Outcome.NO_DATA;
        }
        if (errors > maxErrorRate * requests) {
            return Outcome.FAIL;
        }
        return maxLatencyMillis == null ? Outcome.PASS : checkLatency(maxLatencyMillis, latencyMillis);
    }

    private static Outcome checkLatency(double limit, @Nullable Double measured) {
        if (measured == null || !Double.isFinite(measured)) {
            return Outcome.NO_DATA;
        }
        return measured > limit ? Outcome.FAIL : Outcome.PASS;
    }
}
