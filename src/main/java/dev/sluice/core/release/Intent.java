package dev.sluice.core.release;

/**
 * What a person asked of a release.
 *
 * @param id unique within the release; an intent is carried out once
 * @param actor who says so; unverified unless the API server stamped it
 */
public record Intent(String id, Kind kind, String reason, String actor) {

    /** What can be asked. */
    public enum Kind {
        /** One step further, without waiting for more evidence. */
        PROMOTE,
        /** Through all steps and the bake. */
        PROMOTE_FULL,
        /** All traffic to the last good revision; the template is refused. */
        ABORT,
        /** Hold the weight. */
        PAUSE,
        /** Go on. */
        RESUME,
        /** Bring a refused template out again. */
        RETRY
    }
}
