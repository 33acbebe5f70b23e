package dev.sluice.sim.workload;

import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.ResourceType;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rolls Deployments out as the real controller does: a paused one gets no ReplicaSet for a new template but is still
 * scaled, old templates find their old ReplicaSet again, surge and unavailability stay within their limits.
 */
public final class DeploymentController {

    /** A deadline can pass without any change, so look now and then while a rollout is under way. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final ReplicaSets sets;
    private final ProportionalScaling scaling;
    private final List<ResourceType> watched;
    private long seen = -1;
    private Instant lookAgain = Instant.MAX;

    public DeploymentController(ObjectStore store) {
        this.store = store;
        this.watched = Stream.of(Deployment.class, ReplicaSet.class, Pod.class)
                .map(store.types()::of)
                .toList();
        this.sets = new ReplicaSets(store);
        this.scaling = new ProportionalScaling(sets);
    }

    public void tick(Instant now) {
        long latest = store.revisionOf(watched);
        if (latest == seen && now.isBefore(lookAgain)) {
            return;
        }
        seen = latest;
        lookAgain = Instant.MAX;
        for (Deployment deployment : store.list(Deployment.class)) {
            if (!Owned.isDeleting(deployment)) {
                sync(deployment, now);
            }
        }
    }

    private void sync(Deployment deployment, Instant now) {
        Family family = sets.read(deployment);
        sets.number(family);
        if (family.isPaused() || wasScaled(family)) {
            scaling.apply(family);
        } else if (family.isRecreate()) {
            recreate(family);
        } else {
            roll(family);
        }
        Family after = sets.read(deployment);
        DeploymentReport report = new DeploymentReport(after, now);
        sets.writeStatus(deployment, report.status());
        if (report.awaitsDeadline()) {
            lookAgain = now.plus(LONGEST_REST);
        }
        forget(after);
    }

    private static boolean wasScaled(Family family) {
        int replicas = RollingLimits.of(family.deployment()).replicas();
        return family.active().stream().anyMatch(set -> Owned.number(set, ReplicaSets.DESIRED, replicas) != replicas);
    }

    private void recreate(Family family) {
        RollingLimits limits = RollingLimits.of(family.deployment());
        List<ReplicaSet> serving =
                family.old().stream().filter(set -> Family.size(set) > 0).toList();
        if (!serving.isEmpty()) {
            serving.forEach(set -> sets.scale(set, 0, limits));
        } else if (family.old().stream().noneMatch(this::hasPods)) {
            family.current()
                    .ifPresentOrElse(
                            current -> resize(current, limits.replicas(), limits),
                            () -> sets.create(family, limits.replicas()));
        }
    }

    private boolean hasPods(ReplicaSet set) {
        return !Owned.of(store.list(Pod.class), set).isEmpty();
    }

    private void roll(Family family) {
        RollingLimits limits = RollingLimits.of(family.deployment());
        if (family.current().isEmpty()) {
            sets.create(family, limits.sizeOfNew(0, family.totalSize()));
            return;
        }
        ReplicaSet current = family.current().get();
        int wanted = limits.sizeOfNew(Family.size(current), family.totalSize());
        if (wanted != Family.size(current)) {
            sets.scale(current, wanted, limits);
        } else {
            shrinkOld(family, current, limits);
        }
    }

    private void resize(ReplicaSet set, int size, RollingLimits limits) {
        if (Family.size(set) != size) {
            sets.scale(set, size, limits);
        }
    }

    /** First the pods of old ReplicaSets that don't serve anyway, then as many of the others as may be missed. */
    private void shrinkOld(Family family, ReplicaSet current, RollingLimits limits) {
        int may = limits.mayScaleDown(family.totalSize(), Family.size(current) - Family.available(current));
        int mayServing = Math.max(0, family.totalAvailable() - limits.fewestAvailable());
        for (ReplicaSet set : family.old()) {
            int size = Family.size(set);
            int broken = Math.min(may, size - Family.available(set));
            int serving = Math.min(Math.min(may - broken, mayServing), size - broken);
            may -= broken + serving;
            mayServing -= serving;
            resize(set, size - broken - serving, limits);
        }
    }

    /** Keeps as much history as the Deployment asks for. */
    private void forget(Family family) {
        Integer kept = family.deployment().getSpec().getRevisionHistoryLimit();
        List<ReplicaSet> empty = family.old().stream()
                .filter(set -> Family.size(set) == 0 && !hasPods(set))
                .sorted(Comparator.comparingInt(Family::revision))
                .toList();
        empty.stream()
                .limit(Math.max(0, empty.size() - (kept == null ? 10 : kept)))
                .forEach(sets::delete);
    }
}
