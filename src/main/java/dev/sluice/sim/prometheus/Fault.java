package dev.sluice.sim.prometheus;

/** How a Prometheus can fail its readers. */
public enum Fault {
    NONE,
    /** Answers 503. */
    UNAVAILABLE,
    /** Answers 200 with something that is not JSON. */
    GARBAGE,
    /** Answers with NaN for every value. */
    NOT_A_NUMBER,
    /** Answers successfully, but with no series. */
    EMPTY
}
