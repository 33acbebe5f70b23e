package dev.sluice.sim.workload;

import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Follows a change of {@code replicas} without rolling: every active ReplicaSet gets its share. */
final class ProportionalScaling {

    private final ReplicaSets sets;

    ProportionalScaling(ReplicaSets sets) {
        this.sets = sets;
    }

    void apply(Family family) {
        RollingLimits limits = RollingLimits.of(family.deployment());
        Optional<ReplicaSet> only = onlyActiveOrLatest(family);
        if (only.isPresent()) {
            resize(only.get(), limits.replicas(), limits);
        } else if (isSaturated(family, limits)) {
            family.old().stream().filter(set -> Family.size(set) > 0).forEach(set -> resize(set, 0, limits));
        } else if (!family.isRecreate() && !family.active().isEmpty()) {
            share(family, limits);
        }
    }

    /** With no active ReplicaSet the current one starts, and without a current one the latest: as Kubernetes picks. */
    private static Optional<ReplicaSet> onlyActiveOrLatest(Family family) {
        List<ReplicaSet> active = family.active();
        if (active.isEmpty()) {
            return family.current().or(() -> last(family.old()));
        }
        return active.size() == 1 ? Optional.of(active.get(0)) : Optional.empty();
    }

    private static Optional<ReplicaSet> last(List<ReplicaSet> sets) {
        return sets.isEmpty() ? Optional.empty() : Optional.of(sets.get(sets.size() - 1));
    }

    private static boolean isSaturated(Family family, RollingLimits limits) {
        return family.current()
                .filter(set -> Family.size(set) == limits.replicas()
                        && Family.available(set) == limits.replicas()
                        && Owned.number(set, ReplicaSets.DESIRED, -1) == limits.replicas())
                .isPresent();
    }

    private void share(Family family, RollingLimits limits) {
        int allowed = limits.replicas() == 0 ? 0 : limits.most();
        int left = allowed - family.totalSize();
        List<ReplicaSet> biggestFirst = family.active().stream()
                .sorted(Comparator.comparingInt(Family::size).reversed())
                .toList();
        int[] sizes = new int[biggestFirst.size()];
        for (int i = 0; i < sizes.length; i++) {
            ReplicaSet set = biggestFirst.get(i);
            int change = within(left, proportion(set, limits));
            left -= change;
            sizes[i] = Family.size(set) + change;
        }
        sizes[0] = Math.max(0, sizes[0] + left);
        for (int i = 0; i < sizes.length; i++) {
            resize(biggestFirst.get(i), sizes[i], limits);
        }
    }

    private static int proportion(ReplicaSet set, RollingLimits limits) {
        if (limits.replicas() == 0) {
            return -Family.size(set);
        }
        int before = Math.max(1, Owned.number(set, ReplicaSets.MOST, limits.most()));
        return Math.round(Family.size(set) * limits.most() / (float) before) - Family.size(set);
    }

    private static int within(int left, int change) {
        return left > 0 ? Math.max(0, Math.min(change, left)) : Math.min(0, Math.max(change, left));
    }

    /** Writes the new limits down even where the size stays, or the change would be seen again and again. */
    private void resize(ReplicaSet set, int size, RollingLimits limits) {
        if (Family.size(set) != size
                || Owned.number(set, ReplicaSets.DESIRED, -1) != limits.replicas()
                || Owned.number(set, ReplicaSets.MOST, -1) != limits.most()) {
            sets.scale(set, size, limits);
        }
    }
}
