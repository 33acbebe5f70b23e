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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HorizontalPodAutoscalers of a Deployment. */
final class Autoscalers {
    private static final int DEFAULT_FLOOR = 1;

    private final ApiObjects objects;

    Autoscalers(ApiObjects objects) {
        this.objects = objects;
    }

    /** Those that scale the Deployment, in order of their names; more than one is the user's mistake. */
    List<ObjectNode> on(WorkloadTarget target) throws PortException {
        return objects.list(Kind.AUTOSCALER, target.namespace(), Map.of()).stream()
                .filter(autoscaler -> scales(autoscaler, target))
                .sorted(Comparator.comparing(Fields::name))
                .toList();
    }

    Optional<Integer> floor(WorkloadTarget target) throws PortException {
        return on(target).stream().findFirst().map(Autoscalers::floorOf);
    }

    /** Never above maxReplicas, which the API server would refuse. */
    void setFloor(WorkloadTarget target, int minReplicas) throws PortException {
        Optional<ObjectNode> found = on(target).stream().findFirst();
        if (found.isPresent()) {
            setFloor(target, found.get(), minReplicas);
        }
    }

    private void setFloor(WorkloadTarget target, ObjectNode autoscaler, int minReplicas) throws PortException {
        int ceiling = Fields.spec(autoscaler).path("maxReplicas").asInt(minReplicas);
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("minReplicas", Math.min(minReplicas, ceiling));
        ObjectNode rest = MergePatch.remaining(autoscaler, patch);
        if (!rest.isEmpty()) {
            ObjectName name = new ObjectName(Kind.AUTOSCALER, target.namespace(), Fields.name(autoscaler));
            objects.mergePatch(name, MergePatch.at(Fields.resourceVersion(autoscaler), rest));
        }
    }

    private static int floorOf(JsonNode autoscaler) {
        return Fields.spec(autoscaler).path("minReplicas").asInt(DEFAULT_FLOOR);
    }

    private static boolean scales(JsonNode autoscaler, WorkloadTarget target) {
        JsonNode reference = Fields.spec(autoscaler).path("scaleTargetRef");
        return "Deployment".equals(reference.path("kind").asText(""))
                && target.name().equals(reference.path("name").asText(""))
                && reference.path("apiVersion").asText("apps/v1").startsWith("apps/");
    }
}
