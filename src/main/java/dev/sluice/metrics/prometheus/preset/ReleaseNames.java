package dev.sluice.metrics.prometheus.preset;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fills the names of a release, of one arm or of both, into the patterns of a preset. */
public final class ReleaseNames {
    /** Letters that Kubernetes makes hashes and random suffixes of. */
    private static final String HASH = "[bcdfghjklmnpqrstvwxz2456789]";

    /** Longest start of a pod's name; what is longer is cut off before the five random letters. */
    private static final int LONGEST_POD_PREFIX = 58;

    private static final int HASH_AND_DASHES = 12;

    private final MetricTarget target;
    private final List<Arm> arms;

    private ReleaseNames(MetricTarget target, List<Arm> arms) {
        this.target = target;
        this.arms = arms;
    }

    /** The names of some of the arms. */
    public static ReleaseNames of(MetricTarget target, Arm... arms) {
        return new ReleaseNames(target, List.of(arms));
    }

    /** The names of all arms that a release may have: what is not of them is of somebody else. */
    static ReleaseNames ofAll(MetricTarget target) {
        return of(target, Arm.values());
    }

    /** The pattern with the names in it, each taken literally. */
    public String fill(LabelPattern pattern) {
        return pattern.pattern()
                .replace("{namespace}", quoted(target.namespace()))
                .replace("{workloads}", any(arm -> quoted(workload(arm))))
                .replace("{services}", any(arm -> quoted(service(arm))))
                .replace("{pods}", any(arm -> pods(workload(arm))));
    }

    private String any(Function<Arm, String> pattern) {
        return arms.stream().map(pattern).distinct().collect(Collectors.joining("|", "(?:", ")"));
    }

    private String workload(Arm arm) {
        return switch (arm) {
            case STABLE -> target.stable();
            case CANDIDATE -> target.candidate();
            case BASELINE -> target.baseline();
        };
    }

    private String service(Arm arm) {
        return arm == Arm.STABLE ? target.service() : workload(arm);
    }

    /** Pods of a Deployment: NAME-HASH-RANDOM. NAME-canary's pods have a part more, so NAME's pattern leaves them out. */
    private static String pods(String deployment) {
        if (deployment.length() >= LONGEST_POD_PREFIX) {
            return quoted(deployment.substring(0, LONGEST_POD_PREFIX)) + HASH + "{5}";
        }
        boolean isCut = deployment.length() + HASH_AND_DASHES > LONGEST_POD_PREFIX;
        return quoted(deployment) + "-" + HASH + (isCut ? "{0,10}-?" : "{1,10}-") + HASH + "{5}";
    }

    /** A name as a regular expression, for Prometheus (RE2) and Java alike. */
    private static String quoted(String name) {
        return name.replaceAll("([^A-Za-z0-9_-])", "\\\\$1");
    }
}
