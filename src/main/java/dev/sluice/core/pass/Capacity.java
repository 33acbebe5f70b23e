package dev.sluice.core.pass;

/** How many pods a share of the traffic needs, and which share so many pods may get. */
public final class Capacity {

    private static final int ONE_POD_LIMIT = 5;
    private static final int FULL_SIZE_ABOVE = 50;

    private Capacity() {}

    /**
     * Candidate pods for a weight: its share of the desired size, rounded up; at least 2 above 5 %, at least 1 else; full
     * size above 50 %.
     *
     * @param desired size of the user's Deployment
     */
    public static int needed(int weight, int desired) {
        if (weight == 0) {
            return 0;
        }
        int least = weight > ONE_POD_LIMIT ? 2 : 1;
        int share = weight > FULL_SIZE_ABOVE ? desired : (desired * weight + 99) / 100;
        return Math.max(least, share);
    }

    /** The greatest weight that so many ready pods may carry. */
    public static int permitted(int ready, int desired) {
        for (int weight = 100; weight > 0; weight--) {
            if (needed(weight, desired) <= ready) {
                return weight;
            }
        }
        return 0;
    }

    /** The greatest share of traffic in percent for the user's own Deployment with so many ready pods. */
    public static int stableShare(int ready, int desired) {
        if (desired == 0) {
            return 100;
        }
        return Math.min(100, 100 * ready / desired);
    }
}
