package dev.sluice.metrics.prometheus.preset;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.query.PodPattern;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fills the names of a release, of one arm or of both, into the patterns of a preset. */
public final class ReleaseNames {
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
                .replace("{namespace}", PodPattern.quoted(target.namespace()))
                .replace("{workloads}", any(arm -> PodPattern.quoted(workload(arm))))
                .replace("{services}", any(arm -> PodPattern.quoted(service(arm))))
                .replace("{pods}", any(arm -> PodPattern.of(workload(arm))));
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
}
