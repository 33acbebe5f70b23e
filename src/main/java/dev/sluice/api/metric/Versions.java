package dev.sluice.api.metric;

import dev.sluice.api.section.Section;
import dev.sluice.core.metric.query.QueryNames;
import java.time.Duration;

/**
 * What the versions are called that a query is asked for.
 *
 * @param workload name of the Deployment; its candidate and its fresh copy are called after it
 */
public record Versions(String namespace, String workload, String service) {
    /** What the candidate has behind the Deployment's name, as a Deployment and as a Service. */
    public static final String CANDIDATE_SUFFIX = "-canary";

    private static final String BASELINE_SUFFIX = "-baseline";
    private static final int LONGEST_NAME = 63;

    public String candidate() {
        return workload + CANDIDATE_SUFFIX;
    }

    QueryNames candidate(Duration window) {
        return new QueryNames(namespace, candidate(), candidate(), window);
    }

    /** The fresh copy has no Service of its own. */
    QueryNames stable(Duration window, boolean hasFreshBaseline) {
        return new QueryNames(namespace, hasFreshBaseline ? baseline() : workload, service, window);
    }

    private String baseline() {
        return workload + BASELINE_SUFFIX;
    }

    /** A fault where the fresh copy's name would be too long. */
    public void checkBaseline(Section analysis) {
        int length = baseline().length();
        if (length > LONGEST_NAME) {
            analysis.fault(
                    "baseline",
                    "is fresh, and the copy's name, the Deployment's with " + BASELINE_SUFFIX
                            + " behind it, would have " + length + " characters",
                    "at most " + LONGEST_NAME + " are possible; write serving, or give the Deployment a shorter name");
        }
    }
}
