package dev.sluice.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.operator.record.TakenOver;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Two policies never govern one Deployment or one route: the older one does. */
final class Rivals {

    private Rivals() {}

    /** Whether a policy governs this Deployment, or the one whose candidate or baseline it is. */
    static boolean concerns(ReleasePolicy policy, String deployment) {
        String name = workload(policy);
        return deployment.equals(name) || deployment.equals(name + "-canary") || deployment.equals(name + "-baseline");
    }

    /** What the condition of a younger policy says; empty for the oldest. */
    static Optional<String> of(ReleasePolicy policy, Stream<ReleasePolicy> all) {
        return all.filter(other -> !uid(other).equals(uid(policy)))
                .filter(other -> other.getMetadata()
                        .getNamespace()
                        .equals(policy.getMetadata().getNamespace()))
                .filter(other -> clashes(policy, other) && isOlder(other, policy))
                .min(Comparator.comparing(Rivals::age))
                .map(other -> "Policy " + other.getMetadata().getName() + " is older and governs "
                        + (workload(other).equals(workload(policy))
                                ? "Deployment " + workload(other)
                                : "the route to Service " + service(other))
                        + " already; delete one of the two.");
    }

    private static boolean clashes(ReleasePolicy one, ReleasePolicy other) {
        boolean sameWorkload = !workload(one).isEmpty() && workload(one).equals(workload(other));
        boolean sameRoute = !service(one).isEmpty()
                && service(one).equals(service(other))
                && route(one).equals(route(other));
        return sameWorkload || sameRoute;
    }

    private static boolean isOlder(ReleasePolicy one, ReleasePolicy other) {
        return age(one).compareTo(age(other)) < 0;
    }

    private static String age(ReleasePolicy policy) {
        return policy.getMetadata().getCreationTimestamp() + " " + uid(policy);
    }

    private static String uid(ReleasePolicy policy) {
        return String.valueOf(policy.getMetadata().getUid());
    }

    private static String workload(ReleasePolicy policy) {
        return TakenOver.workload(policy);
    }

    private static String service(ReleasePolicy policy) {
        return TakenOver.service(policy);
    }

    private static String route(ReleasePolicy policy) {
        JsonNode spec = policy.getSpec();
        String name =
                spec == null ? "" : spec.at("/traffic/istio/virtualService").asText("");
        return name.isEmpty() ? service(policy) : name;
    }
}
