package dev.sluice.sim.release;

import java.time.Duration;

/**
 * The version that is brought out, and how it fails.
 *
 * @param errorRate once the fault shows, as a ratio
 * @param from so long after the release began the fault shows; before, the version fails as the stable one does
 * @param aboveWeight the fault shows only while the version has more than this percentage of the requests
 */
public record Version(double errorRate, Duration from, int aboveWeight) {

    public Version {
        if (!(errorRate >= 0 && errorRate <= 1) || from.isNegative() || aboveWeight < 0 || aboveWeight > 99) {
            throw new IllegalArgumentException(
                    "no version fails like this: %s from %s above %s".formatted(errorRate, from, aboveWeight));
        }
    }

    /** A version that fails at the same rate from the first request on. */
    public static Version failing(double errorRate) {
        return new Version(errorRate, Duration.ZERO, 0);
    }

    /** Its error rate at a time of the release. */
    double errorRate(long millis, double weight, double stableErrorRate) {
        boolean shows = millis >= from.toMillis() && weight > aboveWeight;
        return shows ? errorRate : stableErrorRate;
    }
}
