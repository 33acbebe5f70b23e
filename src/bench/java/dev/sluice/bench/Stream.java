package dev.sluice.bench;

import dev.sluice.core.metric.Cell;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Traffic of both arms.
 *
 * @param requestsPerSecond of both together
 * @param stableRate share of the stable version's requests that fail
 */
record Stream(double requestsPerSecond, double stableRate) {

    static final Instant START = Instant.parse("2024-06-07T10:00:00Z");
    static final int SECONDS = 5;
    static final int HOUR = 3600 / SECONDS;

    int requests() {
        return (int) Math.round(requestsPerSecond * SECONDS);
    }

    /** A scrape in which the candidate gets exactly its share. */
    Cell exact(RandomGenerator random, long k, double weight, double rate) {
        return cell(random, k, (int) Math.round(requests() * weight), rate);
    }

    /** A scrape in which each request goes to the candidate by chance. */
    Cell routed(RandomGenerator random, long k, double weight, double rate) {
        return cell(random, k, Draw.binomial(random, requests(), weight), rate);
    }

    Stream at(double otherStableRate) {
        return new Stream(requestsPerSecond, otherStableRate);
    }

    private Cell cell(RandomGenerator random, long k, int candidate, double rate) {
        int stable = requests() - candidate;
        return new Cell(
                START.plusSeconds(SECONDS * (k + 1)),
                "proxy",
                candidate,
                Draw.binomial(random, candidate, rate),
                stable,
                Draw.binomial(random, stable, stableRate));
    }
}
