package dev.sluice.sim.mesh;

/** Requests and how many of them failed. */
public record Tally(long requests, long failures) {

    public static final Tally NONE = new Tally(0, 0);

    Tally plus(boolean failed) {
        return new Tally(requests + 1, failures + (failed ? 1 : 0));
    }

    /** The share of failures; 0 without requests. */
    public double failureRatio() {
        return requests == 0 ? 0 : (double) failures / requests;
    }
}
