package dev.sluice.sim.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.store.Deletion;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import dev.sluice.sim.store.ResourceType;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;
import java.util.Comparator;
import java.util.List;

/** Keeps as many pods as each ReplicaSet asks for and counts them in its status. */
public final class ReplicaSetController {

    /** Who goes first when there are too many: pods that aren't ready, then the youngest. */
    private static final Comparator<Pod> FIRST_TO_GO = Comparator.comparing(ReplicaSetController::isReady)
            .thenComparing(pod -> pod.getMetadata().getCreationTimestamp(), Comparator.reverseOrder())
            .thenComparing(pod -> pod.getMetadata().getName());

    private final ObjectStore store;
    private final List<ResourceType> watched;
    private long seen = -1;

    public ReplicaSetController(ObjectStore store) {
        this.store = store;
        this.watched = List.of(store.types().of(ReplicaSet.class), store.types().of(Pod.class));
    }

    public void tick() {
        long latest = store.revisionOf(watched);
        if (latest == seen) {
            return;
        }
        seen = latest;
        List<Pod> pods = store.list(Pod.class);
        for (ReplicaSet set : store.list(ReplicaSet.class)) {
            if (!Owned.isDeleting(set)) {
                sync(set, Owned.of(pods, set));
            }
        }
    }

    private void sync(ReplicaSet set, List<Pod> pods) {
        List<Pod> active = pods.stream().filter(ReplicaSetController::isActive).toList();
        int missing = Owned.orZero(set.getSpec().getReplicas()) - active.size();
        for (int i = 0; i < missing; i++) {
            create(set);
        }
        active.stream().sorted(FIRST_TO_GO).limit(Math.max(0, -missing)).forEach(this::delete);
        count(set, active);
    }

    private void create(ReplicaSet set) {
        PodTemplateSpec template = set.getSpec().getTemplate();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withGenerateName(set.getMetadata().getName() + "-")
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .withOwnerReferences(Owned.reference(set))
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        store.create(store.types().of(Pod.class), set.getMetadata().getNamespace(), Json.tree(pod));
    }

    private void delete(Pod pod) {
        store.delete(
                store.types()
                        .of(Pod.class)
                        .key(pod.getMetadata().getNamespace(), pod.getMetadata().getName()),
                Deletion.BACKGROUND);
    }

    private void count(ReplicaSet set, List<Pod> active) {
        int ready = (int) active.stream().filter(ReplicaSetController::isReady).count();
        ObjectNode status = Json.tree(new ReplicaSetStatusBuilder()
                .withReplicas(active.size())
                .withFullyLabeledReplicas(active.size())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withObservedGeneration(set.getMetadata().getGeneration())
                .build());
        store.edit(
                store.types()
                        .of(ReplicaSet.class)
                        .key(set.getMetadata().getNamespace(), set.getMetadata().getName()),
                Part.STATUS,
                object -> object.set("status", status));
    }

    static boolean isActive(Pod pod) {
        String phase =
                pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
        return !Owned.isDeleting(pod) && !phase.equals("Failed") && !phase.equals("Succeeded");
    }

    /** Whether the pod takes traffic. */
    public static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
