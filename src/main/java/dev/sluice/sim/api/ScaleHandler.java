package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.Patches;
import dev.sluice.sim.store.ObjectKey;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import dev.sluice.sim.store.StoredObject;
import java.util.function.UnaryOperator;

/** The scale subresource, which {@code kubectl scale} and autoscalers use. */
final class ScaleHandler {

    private final ObjectStore store;

    ScaleHandler(ObjectStore store) {
        this.store = store;
    }

    Answer handle(ApiRequest request, ObjectKey key) {
        if (request.method().equals("GET")) {
            return Answer.ok(scaleOf(store.get(key)));
        }
        UnaryOperator<ObjectNode> change = request.method().equals("PUT")
                ? any -> Json.object(Json.read(request.body()))
                : Patches.parse(request.contentType(), request.body());
        StoredObject scaled = store.edit(
                key, Part.MAIN, object -> scale(object, change), request.query().isDryRun());
        return Answer.ok(scaleOf(scaled));
    }

    private static ObjectNode scale(ObjectNode object, UnaryOperator<ObjectNode> change) {
        ObjectNode wanted = change.apply(scale(object));
        object.withObject("/spec")
                .put("replicas", wanted.path("spec").path("replicas").asInt());
        if (wanted.path("metadata").has("resourceVersion")) {
            object.withObject("/metadata")
                    .set("resourceVersion", wanted.path("metadata").get("resourceVersion"));
        }
        return object;
    }

    private static ObjectNode scaleOf(StoredObject object) {
        return scale(object.json());
    }

    private static ObjectNode scale(ObjectNode object) {
        ObjectNode scale = Json.newObject().put("apiVersion", "autoscaling/v1").put("kind", "Scale");
        ObjectNode meta = scale.putObject("metadata");
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            meta.set(field, object.path("metadata").path(field));
        }
        scale.putObject("spec")
                .put("replicas", object.path("spec").path("replicas").asInt());
        scale.putObject("status")
                .put("replicas", object.path("status").path("replicas").asInt());
        return scale;
    }
}
