package dev.sluice.core.traffic;

/**
 * A split of a service's traffic in percent. The stable side gets what the candidate does not.
 *
 * @param candidate the candidate's percent, 0 to 100
 */
public record Weights(int candidate) implements Comparable<Weights> {

    /** All traffic to the stable side. */
    public static final Weights STABLE = new Weights(0);

    /** All traffic to the candidate. */
    public static final Weights CANDIDATE = new Weights(100);

    public Weights {
        if (candidate < 0 || candidate > 100) {
            throw new IllegalArgumentException("weight must be from 0 to 100, is " + candidate);
        }
    }

    public int stable() {
        return 100 - candidate;
    }

    /** The candidate's share as a ratio from 0 to 1. */
    public double ratio() {
        return candidate / 100.0;
    }

    public boolean isStableOnly() {
        return candidate == 0;
    }

    @Override
    public int compareTo(Weights other) {
        return Integer.compare(candidate, other.candidate);
    }

    @Override
    public String toString() {
        return stable() + "/" + candidate;
    }
}
