package dev.sluice.core.release;

/**
 * What a pass must know beyond the workload and the route, which every pass reads.
 *
 * @param increments whether new counter increments are due
 * @param history whether the past of the stable arm is due (once, before the start)
 * @param latency whether a latency percentile is due (fixed pace)
 */
public record Needs(boolean increments, boolean history, boolean latency) {
    public static final Needs NOTHING = new Needs(false, false, false);
}
