package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.MergePatch;
import java.util.List;

/** Chooses the ReplicaSet of a paused Deployment that has the pods. */
final class ReplicaSets {
    private static final String SIZE_SEEN_BY_CONTROLLER = "deployment.kubernetes.io/desired-replicas";

    private final ApiObjects objects;

    ReplicaSets(ApiObjects objects) {
        this.objects = objects;
    }

    /**
     * The chosen one goes up before the others go down: while none has pods, the Deployment controller starts the one
     * of the Deployment's template. It also takes the pods from all others once that one counts as saturated, which is
     * seen by an annotation of its own; so this goes first. A controller that comes in between may still undo a part;
     * the next call gets on from there.
     */
    void serveOnly(WorkloadTarget target, String replicaSetUid) throws PortException {
        ObjectName name = TargetNames.deployment(target);
        ObjectNode deployment = objects.require(name);
        requirePaused(name, deployment);
        Fleet fleet = Fleet.read(objects, deployment);
        ObjectNode chosen = fleet.replicaSet(replicaSetUid).orElseThrow(() -> gone(name, replicaSetUid));
        List<ObjectNode> others = fleet.replicaSets().stream()
                .filter(set -> !replicaSetUid.equals(Fields.uid(set)) && Fields.replicas(set) > 0)
                .toList();
        int useful = others.stream().mapToInt(set -> useful(fleet, set)).sum();
        Handover handover = Handover.of(deployment, fleet.readyOf(chosen), useful);
        if (Fields.replicas(chosen) < handover.raised()) {
            for (ObjectNode other : others) {
                write(other, unsaturated());
            }
            write(chosen, size(handover.raised()));
        }
        int kept = handover.kept();
        for (ObjectNode other : others) {
            int stay = Math.min(kept, useful(fleet, other));
            kept -= stay;
            write(other, size(stay));
        }
    }

    /** Ready pods that stay if nothing is written. */
    private static int useful(Fleet fleet, ObjectNode set) {
        return Math.min(fleet.readyOf(set), Fields.replicas(set));
    }

    private static ObjectNode unsaturated() {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("annotations").putNull(SIZE_SEEN_BY_CONTROLLER);
        return patch;
    }

    private static ObjectNode size(int replicas) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("replicas", replicas);
        return patch;
    }

    /**
     * To this ReplicaSet only: a Deployment deleted and made again has one of the same name, which serves. Without its
     * version: the status changes with every pod, and a size that names the wanted state is right in any.
     */
    private void write(ObjectNode set, ObjectNode patch) throws PortException {
        ObjectNode rest = MergePatch.remaining(set, patch);
        if (!rest.isEmpty()) {
            ObjectName name = new ObjectName(Kind.REPLICA_SET, Fields.namespace(set), Fields.name(set));
            objects.mergePatch(name, MergePatch.to(Fields.uid(set), rest));
        }
    }

    private static void requirePaused(ObjectName name, JsonNode deployment) throws PortException {
        if (!Fields.isPaused(deployment)) {
            throw new PortException(
                    PortException.Kind.REJECTED,
                    name + " is not paused, its controller decides which ReplicaSet has pods; pause it with "
                            + "kubectl rollout pause " + name.forKubectl());
        }
    }

    private static PortException gone(ObjectName deployment, String replicaSetUid) {
        return new PortException(
                PortException.Kind.ABSENT,
                "the ReplicaSet with UID " + replicaSetUid + " of " + deployment
                        + " is gone; restore the template on record instead");
    }
}
