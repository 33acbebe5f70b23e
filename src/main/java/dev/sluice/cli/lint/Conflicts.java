package dev.sluice.cli.lint;

import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Source;
import dev.sluice.core.traffic.TrafficTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds policies that get in each other's way. */
final class Conflicts {
    private Conflicts() {}

    static List<Finding> among(List<LintedPolicy> policies) {
        List<Finding> findings = new ArrayList<>();
        for (int later = 1; later < policies.size(); later++) {
            for (LintedPolicy earlier : policies.subList(0, later)) {
                between(earlier, policies.get(later)).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> between(LintedPolicy earlier, LintedPolicy later) {
        if (!earlier.isInSameNamespace(later)) {
            return Optional.empty();
        }
        if (earlier.isSameObject(later)) {
            return twice(earlier, later);
        }
        String rival = "policy " + earlier.resource().name() + " ("
                + earlier.resource().place() + ")";
        String workload = earlier.plan().workload().name();
        if (workload.equals(later.plan().workload().name())) {
            return Optional.of(later.finding(
                    "spec.workload.name",
                    "Deployment " + workload + " is governed by " + rival + " too",
                    "delete one of the two policies"));
        }
        TrafficTarget traffic = later.plan().traffic();
        boolean isSameRoute = earlier.plan().traffic().routeObject().equals(traffic.routeObject())
                && earlier.plan().traffic().service().equals(traffic.service());
        return isSameRoute
                ? Optional.of(later.finding(
                        "spec.traffic.service",
                        "the routes of VirtualService " + traffic.routeObject() + " to Service " + traffic.service()
                                + " are governed by " + rival + " too",
                        "give each Deployment its own Service and routes"))
                : Optional.empty();
    }

    private static Optional<Finding> twice(LintedPolicy earlier, LintedPolicy later) {
        Source source = later.resource().document().source();
        return source.equals(earlier.resource().document().source())
                ? Optional.of(later.finding(
                        "metadata.name",
                        later.resource().name() + " is in this file twice ("
                                + earlier.resource().place() + ")",
                        "delete or rename one of the two"))
                : Optional.empty();
    }
}
