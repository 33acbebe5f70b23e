package dev.sluice.metrics.prometheus.counter;

import java.time.Instant;

/**
 * What a counter stood at when it was scraped.
 *
 * @param at when the target was scraped; all series of one scrape share it
 * @param total requests since the counter began, at least 0
 */
public record Sample(Instant at, long total) {
    /** More than this no process answers between two scrapes; the cells' sums stay far from the largest number. */
    public static final long LARGEST_INCREMENT = 10_000_000_000L;

    public Sample {
        if (total < 0) {
            throw new IllegalArgumentException("a counter can't stand at " + total);
        }
    }
}
