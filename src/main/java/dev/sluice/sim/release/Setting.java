package dev.sluice.sim.release;

import java.time.Duration;

/**
 * The service that is released, as it is at rest.
 *
 * @param requestsPerSecond on average, over both versions; requests come independently of each other
 * @param errorRate of the stable version, as a ratio
 * @param replicas size of the Deployment
 * @param readyAfter from the start of a pod until it is ready
 * @param scrape between two scrapes of the counters
 */
public record Setting(double requestsPerSecond, double errorRate, int replicas, Duration readyAfter, Duration scrape) {

    public Setting {
        require(requestsPerSecond >= 0 && Double.isFinite(requestsPerSecond), "requests per second", requestsPerSecond);
        require(errorRate >= 0 && errorRate <= 1, "the error rate", errorRate);
        require(replicas >= 1, "replicas", replicas);
        require(!readyAfter.isNegative(), "the time until a pod is ready", readyAfter);
        require(scrape.toMillis() > 0, "the time between scrapes", scrape);
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " can't be " + value);
        }
    }
}
