package dev.sluice.core.pass;

import java.time.Duration;

/** Times that no policy sets. */
public final class Timing {

    /** From the read-back of a shift until its effect counts as settled; a mesh was seen to need 71 to 125 ms. */
    public static final Duration SETTLE = Duration.ofSeconds(1);

    /** From the read-back of a cleared route until pods that had traffic may go. */
    public static final Duration DRAIN = Duration.ofSeconds(5);

    /** Least time at a step of the return, and the greatest without any request to judge. */
    public static final Duration RETURN_DWELL = Duration.ofSeconds(5);

    public static final Duration RETURN_WITHOUT_TRAFFIC = Duration.ofSeconds(15);

    /** The greatest time at a step of the return while nothing speaks against the Deployment, however few the requests. */
    public static final Duration RETURN_LIMIT = Duration.ofMinutes(1);

    /** How soon a write is read back. */
    public static final Duration READ_BACK = Duration.ofMillis(200);

    /** How often pods that are coming up are looked at, should no watch event wake the pass. */
    public static final Duration PODS = Duration.ofSeconds(1);

    /** Between looks while a release waits for a person: somebody else may write the weights meanwhile. */
    public static final Duration IDLE = Duration.ofSeconds(5);

    /** The scrape interval that is assumed until the samples show it. */
    public static final Duration ASSUMED_SCRAPE = Duration.ofSeconds(5);

    /** Between looks at the whole service's error budget: its shortest window is five minutes. */
    public static final Duration BUDGET = Duration.ofSeconds(30);

    /** Between looks at a team's own metrics: their queries cost more than counters, and gauges move slowly. */
    public static final Duration METRICS = Duration.ofSeconds(5);

    /** From a scrape's time stamp until its samples can be asked for. */
    public static final Duration INGEST = Duration.ofMillis(150);

    private Timing() {}
}
