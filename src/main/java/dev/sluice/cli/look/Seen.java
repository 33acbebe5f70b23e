package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.PolicyView;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A policy with all that hangs on it, as it was at one look. */
record Seen(ReleasePolicy policy, Optional<Release> release, List<Arm> arms) {

    private static final String CANDIDATE = "-canary";

    Seen {
        arms = List.copyOf(arms);
    }

    /** One version's Deployment and its pods. */
    record Arm(String role, String deployment, int wanted, int ready, List<Pod> pods) {

        Arm {
            pods = List.copyOf(pods);
        }
    }

    static Seen look(Cluster cluster, String name) {
        ReleasePolicy policy = cluster.policy(name);
        String workload = new PolicyView(policy).workload();
        List<Arm> arms = workload.isEmpty() ? List.of() : arms(cluster, workload);
        return new Seen(policy, cluster.releases(name).stream().findFirst(), arms);
    }

    private static List<Arm> arms(Cluster cluster, String workload) {
        return Stream.of(
                        cluster.deployment(workload).map(found -> arm(cluster, "stable", found)),
                        cluster.baseline(workload).map(found -> arm(cluster, "baseline", found)),
                        cluster.deployment(workload + CANDIDATE).map(found -> arm(cluster, "candidate", found)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Arm arm(Cluster cluster, String role, Deployment deployment) {
        Integer ready =
                deployment.getStatus() == null ? null : deployment.getStatus().getReadyReplicas();
        return new Arm(
                role,
                deployment.getMetadata().getName(),
                Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1),
                Objects.requireNonNullElse(ready, 0),
                cluster.pods(deployment));
    }
}
