package dev.sluice.core.judge;

import dev.sluice.core.metric.Cell;
import dev.sluice.testing.Chance;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Cells for tests: 100 requests a second, a tenth of them to the candidate, scraped every 5 seconds. */
public final class Cells {

    public static final int SCRAPES_PER_HOUR = 720;
    public static final long CANDIDATE = 50;
    public static final long STABLE = 450;

    private static final Instant START = Instant.parse("2024-06-07T10:00:00Z");

    private Cells() {}

    /** The cell of scrape k. */
    public static Cell cell(
            long k, long candidateRequests, long candidateErrors, long stableRequests, long stableErrors) {
        return new Cell(end(k), "proxy", candidateRequests, candidateErrors, stableRequests, stableErrors);
    }

    /** A random cell of scrape k with the given error rates. */
    public static Cell random(RandomGenerator random, long k, double candidateRate, double stableRate) {
        return cell(
                k,
                CANDIDATE,
                Chance.binomial(random, CANDIDATE, candidateRate),
                STABLE,
                Chance.binomial(random, STABLE, stableRate));
    }

    public static Instant end(long k) {
        return START.plusSeconds(5 * k);
    }
}
