package dev.sluice.sim;

import java.time.Clock;
import java.time.Duration;

/**
 * What a world is made of.
 *
 * @param clock moves everything in it
 * @param seed of all chance in it; the same seed and ticks give the same requests
 * @param apiPort of the embedded API server, 0 for any
 * @param prometheusPort of the embedded Prometheus, 0 for any
 * @param scrapeInterval how often that samples
 */
public record WorldSettings(Clock clock, long seed, int apiPort, int prometheusPort, Duration scrapeInterval) {

    /** Free ports and a scrape a second. */
    public static WorldSettings of(Clock clock, long seed) {
        return new WorldSettings(clock, seed, 0, 0, Duration.ofSeconds(1));
    }
}
