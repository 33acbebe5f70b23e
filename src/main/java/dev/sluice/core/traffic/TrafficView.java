package dev.sluice.core.traffic;

/**
 * What the routing object says now, as read back from the API server.
 *
 * @param configured the weights it holds: the expected ones where every route renders them, else the greatest share
 *     that any of the routes which do not gives to the candidate, rounded up. So a route that somebody lowered shows
 *     although the others are as expected, and one that somebody raised shows above the expected weight.
 * @param isClear whether nothing of Sluice is left in it: no candidate destination, no annotation, no mirrored rule
 * @param version the object's version; a write that was decided on this view is refused if it has changed since
 * @param isLanded whether the reader knows that its write of the expected weights went through before it read: what
 *     differs from them now was written by somebody else. False where it can't know, after a restart for instance.
 */
public record TrafficView(Weights configured, boolean isClear, String version, boolean isLanded) {

    /** A view by a reader that knows nothing of earlier writes. */
    public TrafficView(Weights configured, boolean isClear, String version) {
        this(configured, isClear, version, false);
    }

    /** The same, read after the expected weights were written. */
    public TrafficView afterLanding() {
        return new TrafficView(configured, isClear, version, true);
    }
}
