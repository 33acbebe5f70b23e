package dev.sluice.workload.kube.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The fields that every object, or every Deployment, has at the same place. */
public final class Fields {
    private Fields() {}

    public static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    public static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }

    public static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText("");
    }

    public static String resourceVersion(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText("");
    }

    public static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }

    public static JsonNode annotations(JsonNode object) {
        return object.path("metadata").path("annotations");
    }

    public static JsonNode spec(JsonNode object) {
        return object.path("spec");
    }

    /** spec.replicas, which is 1 unless somebody says otherwise. */
    public static int replicas(JsonNode owner) {
        return spec(owner).path("replicas").asInt(1);
    }

    public static boolean isPaused(JsonNode deployment) {
        return spec(deployment).path("paused").asBoolean();
    }

    /** UID of the owner that controls the object; empty when none does. */
    public static String controllerUid(JsonNode object) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return owner.path("uid").asText("");
            }
        }
        return "";
    }

    /** spec.selector.matchLabels. */
    public static Map<String, String> matchLabels(JsonNode deployment) {
        return texts(spec(deployment).path("selector").path("matchLabels"));
    }

    /** A map of texts in the order of its keys; empty for a missing node. */
    public static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText("")));
        return texts;
    }

    /** A condition of the object's status; a missing node when it has none of that type. */
    public static JsonNode condition(JsonNode object, String type) {
        JsonNode conditions = object.path("status").path("conditions");
        for (JsonNode condition : conditions) {
            if (type.equals(condition.path("type").asText(""))) {
                return condition;
            }
        }
        return conditions.path(type);
    }
}
