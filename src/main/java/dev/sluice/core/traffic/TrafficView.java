package dev.sluice.core.traffic;

/**
 * What the routing object says now, as read back from the API server.
 *
 * @param configured the weights it holds: the expected ones where every route renders them, else the greatest share
 *     that any of the routes which do not gives to the candidate, rounded up. So a route that somebody lowered shows
 *     although the others are as expected, and one that somebody raised shows above the expected weight.
 * @param isClear whether nothing of Sluice is left in it: no candidate destination, no annotation, no mirrored rule
 * @param version the object's version; a write that was decided on this view is refused if it has changed since
 */
public record TrafficView(Weights configured, boolean isClear, String version) {}
