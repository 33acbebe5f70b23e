package dev.sluice.sim.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The patch formats of the Kubernetes API, each as a change of an object. */
public final class Patches {

    private Patches() {}

    /** The change that a patch body asks for; the content type says how to read it. */
    public static UnaryOperator<ObjectNode> parse(String contentType, String body) {
        String type = contentType.split(";", -1)[0].strip();
        return switch (type) {
            case "application/json-patch+json" -> object -> jsonPatch(object, Json.read(body));
            case "application/merge-patch+json" -> object -> Json.object(merge(object, Json.read(body)));
            case "application/strategic-merge-patch+json" ->
                object -> Json.object(StrategicMerge.apply(object, Json.object(Json.read(body))));
            default ->
                throw new RefusalException(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format: " + type
                                + " (server-side apply is not offered here)");
        };
    }

    /** RFC 7386: null removes, objects merge, everything else replaces. */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object : changes.objectNode();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merge(merged.path(change.getKey()), change.getValue()));
            }
        }
        return merged;
    }

    private static ObjectNode jsonPatch(ObjectNode object, JsonNode patch) {
        try {
            return Json.object(JsonPatch.apply(patch, object));
        } catch (JsonPatchException e) {
            throw RefusalException.invalid(
                    "the server rejected our request due to an error in our request: " + e.getMessage());
        }
    }
}
