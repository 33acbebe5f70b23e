package dev.sluice.sim.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.store.Deletion;
import dev.sluice.sim.store.ObjectKey;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.HashMap;
import java.util.Map;

/** What the Deployment controller writes: ReplicaSets, and the revision on the Deployment. */
final class ReplicaSets {

    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    static final String MOST = "deployment.kubernetes.io/max-replicas";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final ObjectStore store;

    ReplicaSets(ObjectStore store) {
        this.store = store;
    }

    Family read(Deployment deployment) {
        return Family.of(deployment, store.list(ReplicaSet.class));
    }

    void create(Family family, int size) {
        Deployment deployment = family.deployment();
        String hash = Template.of(deployment.getSpec().getTemplate()).hash();
        Map<String, String> annotations = new HashMap<>(Owned.annotations(deployment));
        annotations.remove(LAST_APPLIED);
        annotations.put(REVISION, "" + nextRevision(family));
        RollingLimits limits = RollingLimits.of(deployment);
        annotations.put(DESIRED, "" + limits.replicas());
        annotations.put(MOST, "" + limits.most());
        ReplicaSet set = new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(deployment.getMetadata().getName() + "-" + hash)
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .addToLabels(Template.HASH_LABEL, hash)
                .withAnnotations(annotations)
                .withOwnerReferences(Owned.reference(deployment))
                .endMetadata()
                .withNewSpec()
                .withReplicas(size)
                .withSelector(deployment
                        .getSpec()
                        .getSelector()
                        .edit()
                        .addToMatchLabels(Template.HASH_LABEL, hash)
                        .build())
                .withTemplate(deployment
                        .getSpec()
                        .getTemplate()
                        .edit()
                        .editMetadata()
                        .addToLabels(Template.HASH_LABEL, hash)
                        .endMetadata()
                        .build())
                .endSpec()
                .build();
        store.create(
                store.types().of(ReplicaSet.class), deployment.getMetadata().getNamespace(), Json.tree(set));
    }

    private static int nextRevision(Family family) {
        return family.old().stream().mapToInt(Family::revision).max().orElse(0) + 1;
    }

    /** The current ReplicaSet carries the highest revision, the Deployment the same. */
    void number(Family family) {
        family.current().ifPresent(current -> {
            int revision = Math.max(Family.revision(current), nextRevision(family));
            annotate(current, Map.of(REVISION, "" + revision));
            annotate(family.deployment(), Map.of(REVISION, "" + revision));
        });
    }

    void scale(ReplicaSet set, int size, RollingLimits limits) {
        store.edit(key(set), Part.MAIN, object -> {
            object.withObject("/spec").put("replicas", Math.max(0, size));
            object.withObject("/metadata")
                    .withObject("/annotations")
                    .put(DESIRED, "" + limits.replicas())
                    .put(MOST, "" + limits.most());
            return object;
        });
    }

    void delete(ReplicaSet set) {
        store.delete(key(set), Deletion.BACKGROUND);
    }

    void writeStatus(Deployment deployment, ObjectNode status) {
        store.edit(key(deployment), Part.STATUS, object -> object.set("status", status));
    }

    private void annotate(HasMetadata object, Map<String, String> annotations) {
        store.edit(key(object), Part.MAIN, json -> {
            ObjectNode present = json.withObject("/metadata").withObject("/annotations");
            annotations.forEach(present::put);
            return json;
        });
    }

    private ObjectKey key(HasMetadata object) {
        return store.types()
                .of(object.getClass())
                .key(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }
}
