package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.tree.Fields;
import java.util.List;

/**
 * Copies of the stable objects under another name. They have no owner: a foreground delete of the policy must not remove
 * them while they have traffic. No tool takes them for its own.
 */
final class DeploymentCopy {
    private static final List<String> COPIED = List.of("progressDeadlineSeconds", "minReadySeconds");

    private DeploymentCopy() {}

    /** A Deployment like the stable one, with its selector; the template is yet to be set. */
    static ObjectNode deployment(WorkloadTarget target, String name, JsonNode stable, int replicas) {
        ObjectNode copy = object(target, name, Kind.DEPLOYMENT, stable);
        copy.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .setAll(TrackingMarks.without(Fields.annotations(stable)));
        ObjectNode spec = copy.putObject("spec");
        spec.put("replicas", replicas).put("paused", false).put("revisionHistoryLimit", 1);
        COPIED.stream()
                .filter(stable.path("spec")::hasNonNull)
                .forEach(field -> spec.set(field, stable.path("spec").path(field)));
        spec.putObject("strategy")
                .put("type", "RollingUpdate")
                .putObject("rollingUpdate")
                .put("maxSurge", "25%")
                .put("maxUnavailable", 0);
        spec.set("selector", stable.path("spec").path("selector").deepCopy());
        return copy;
    }

    /** An object of a kind with the stable one's labels, and marked as the policy's. */
    static ObjectNode object(WorkloadTarget target, String name, Kind kind, JsonNode stable) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.toString());
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name).put("namespace", target.namespace());
        metadata.set("labels", TrackingMarks.without(Fields.labels(stable)));
        Marks.setOurs(metadata, target);
        return object;
    }
}
