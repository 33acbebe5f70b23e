package dev.sluice.core.judge;

import java.time.Duration;

/**
 * What counts against a version, in words for sentences.
 *
 * @param does such as "fails"
 * @param did such as "failed"
 * @param plural such as "errors"
 */
public record Fault(String does, String did, String plural) {

    public static final Fault ERROR = new Fault("fails", "failed", "errors");

    /** Taking longer than an edge. */
    public static Fault slowerThan(Duration edge) {
        String limit = edge.toMillis() >= 10_000 && edge.toMillis() % 1000 == 0
                ? edge.toSeconds() + " s"
                : edge.toMillis() + " ms";
        return new Fault("takes over " + limit, "took over " + limit, "requests over " + limit);
    }
}
