package dev.sluice.workload.kube.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.workload.kube.tree.Fields;
import java.util.List;
import java.util.Set;

/** What a pod's status says. */
public final class Pods {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Pods() {}

    /** Whether a ReplicaSet counts it: it has not ended and is not being deleted. */
    public static boolean isLive(JsonNode pod) {
        return !pod.path("metadata").hasNonNull("deletionTimestamp")
                && !ENDED.contains(pod.path("status").path("phase").asText(""));
    }

    public static boolean isReady(JsonNode pod) {
        return isLive(pod) && hasCondition(pod, "Ready", "True");
    }

    public static int countReady(List<? extends JsonNode> pods) {
        return (int) pods.stream().filter(Pods::isReady).count();
    }

    /** Restarts of its containers, summed. */
    static int restarts(JsonNode pod) {
        int sum = 0;
        for (JsonNode container : pod.path("status").path("containerStatuses")) {
            sum += container.path("restartCount").asInt();
        }
        return sum;
    }

    private static boolean hasCondition(JsonNode object, String type, String status) {
        return status.equals(Fields.condition(object, type).path("status").asText(""));
    }
}
