package dev.sluice.core.judge.trial;

/** What an opinion is about. */
public enum Topic {
    ERRORS,
    LATENCY,
    /** The share of requests that come to an end: a candidate that hangs fails nothing. */
    COMPLETION,
    /** The service's objective, whatever stable does. */
    OBJECTIVE,
    /** A metric of the team's own. */
    METRIC,
    /** Restarts, kills for memory, flapping readiness. */
    PODS
}
