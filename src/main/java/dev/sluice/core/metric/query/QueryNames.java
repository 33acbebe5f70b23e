package dev.sluice.core.metric.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the variables of a query stand for, for one version of a service.
 *
 * @param namespace the namespace of the Deployment
 * @param workload the Deployment of this version
 * @param service the Service in front of it
 * @param window how far the query looks back; positive, in whole milliseconds
 */
public record QueryNames(String namespace, String workload, String service, Duration window) {

    /** Variables that differ between the versions. */
    public static final List<String> OF_ONE_VERSION = List.of("workload", "pods", "service");

    /** All variables. {@code pods} is a regular expression for exactly this version's pods. */
    public static final List<String> ALL = List.of("namespace", "workload", "pods", "service", "window");

    public QueryNames {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a query can't look back " + window);
        }
    }

    /** The value of each variable. */
    public Map<String, String> values() {
        return Map.of(
                "namespace", namespace,
                "workload", workload,
                "pods", PodPattern.of(workload),
                "service", service,
                "window", window.toMillisPart() == 0 ? window.toSeconds() + "s" : window.toMillis() + "ms");
    }
}
