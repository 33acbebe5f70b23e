package dev.sluice.sim.release;

import java.time.Duration;

/**
 * How one release went.
 *
 * @param at when it ended that way, since its beginning
 * @param requests that the new version answered until then
 * @param failed how many of them failed
 * @param podTime pods beyond the Deployment's size, times how long they ran
 */
public record Course(Ending ending, Duration at, long requests, long failed, Duration podTime) {

    /** How a release ends. */
    public enum Ending {
        /** The new version serves. */
        PROMOTED,
        /** The new version is refused, and stable has all traffic. */
        ROLLED_BACK,
        /** It waits for a person. */
        PAUSED,
        /** It was still under way when the time was up. */
        UNDER_WAY
    }
}
