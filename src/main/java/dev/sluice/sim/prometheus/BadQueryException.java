package dev.sluice.sim.prometheus;

/** A query that can't be answered, in words for its author. */
final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadQueryException(String message) {
        super(message);
    }
}
