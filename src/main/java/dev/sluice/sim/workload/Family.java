package dev.sluice.sim.workload;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A Deployment with its ReplicaSets, oldest first.
 *
 * @param current the ReplicaSet whose template is the Deployment's, if there is one
 */
record Family(Deployment deployment, List<ReplicaSet> all, Optional<ReplicaSet> current) {

    private static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator.comparing(
                    (ReplicaSet set) -> set.getMetadata().getCreationTimestamp())
            .thenComparing(Family::revision)
            .thenComparing(set -> set.getMetadata().getName());

    Family {
        all = all.stream().sorted(OLDEST_FIRST).toList();
    }

    static Family of(Deployment deployment, List<ReplicaSet> sets) {
        Template wanted = Template.of(deployment.getSpec().getTemplate());
        List<ReplicaSet> own = Owned.of(sets, deployment).stream()
                .filter(set -> !Owned.isDeleting(set))
                .sorted(OLDEST_FIRST)
                .toList();
        Optional<ReplicaSet> current = own.stream()
                .filter(set -> Template.of(set.getSpec().getTemplate()).equals(wanted))
                .findFirst();
        return new Family(deployment, own, current);
    }

    /** All but the current one. */
    List<ReplicaSet> old() {
        return all.stream()
                .filter(set -> current.filter(now -> uid(now).equals(uid(set))).isEmpty())
                .toList();
    }

    private static String uid(ReplicaSet set) {
        return set.getMetadata().getUid();
    }

    List<ReplicaSet> active() {
        return all.stream().filter(set -> size(set) > 0).toList();
    }

    boolean isPaused() {
        return Boolean.TRUE.equals(deployment.getSpec().getPaused());
    }

    boolean isRecreate() {
        return "Recreate".equals(deployment.getSpec().getStrategy().getType());
    }

    /** What the ReplicaSets ask for together. */
    int totalSize() {
        return sum(all, Family::size);
    }

    int totalAvailable() {
        return sum(all, Family::available);
    }

    static int sum(List<ReplicaSet> sets, ToIntFunction<ReplicaSet> count) {
        return sets.stream().mapToInt(count).sum();
    }

    static int size(ReplicaSet set) {
        return Owned.orZero(set.getSpec().getReplicas());
    }

    static int available(ReplicaSet set) {
        return set.getStatus() == null ? 0 : Owned.orZero(set.getStatus().getAvailableReplicas());
    }

    static int revision(ReplicaSet set) {
        return Owned.number(set, ReplicaSets.REVISION, 0);
    }
}
