package dev.sluice.metrics.prometheus.counter;

import java.time.Duration;
import java.time.Instant;

/**
 * What one counter added between two samples.
 *
 * @param from when it began, exclusive
 * @param to when it was scraped, inclusive
 * @param count requests
 * @param born whether the counter did not exist at {@code from} and so counted from 0
 */
record Increment(Instant from, Instant to, long count, boolean born) {

    /**
     * How much of it lies at or before a time, if the requests came evenly. Rounded down, so that the parts between any
     * times add up to the whole.
     */
    long upTo(Instant time) {
        if (!time.isBefore(to)) {
            return count;
        }
        if (!time.isAfter(from)) {
            return 0;
        }
        double part = Duration.between(from, time).toMillis();
        return (long) Math.floor(count * (part / Duration.between(from, to).toMillis()));
    }
}
