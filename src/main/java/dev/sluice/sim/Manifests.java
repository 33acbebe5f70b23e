package dev.sluice.sim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.Patches;
import dev.sluice.sim.json.RefusalException;
import dev.sluice.sim.store.ObjectKey;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import dev.sluice.sim.store.ResourceType;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.function.Consumer;

/** Writes to the world without a client: manifests, and changes of pod templates. */
final class Manifests {

    private static final String DEFAULT_NAMESPACE = "default";

    private final ObjectStore store;

    Manifests(ObjectStore store) {
        this.store = store;
    }

    /** Creates what is new; of what exists it sets the fields that the text names and leaves all others. */
    void apply(String yaml) {
        for (String document : yaml.split("(?m)^---\\s*$", -1)) {
            if (!document.isBlank()) {
                apply(Json.object(Json.read(document)));
            }
        }
    }

    private void apply(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        ResourceType type = store.types()
                .ofKind(apiVersion, kind)
                .orElseThrow(() -> RefusalException.badRequest("no kind " + kind + " in " + apiVersion));
        String namespace =
                type.namespaced() ? object.path("metadata").path("namespace").asText(DEFAULT_NAMESPACE) : "";
        ObjectKey key = type.key(namespace, object.path("metadata").path("name").asText());
        if (store.find(key).isEmpty()) {
            store.create(type, namespace, object);
        } else {
            store.edit(key, Part.MAIN, Patches.parse("application/merge-patch+json", object.toString()));
        }
    }

    void setImage(String namespace, String deployment, String image) {
        editContainer(namespace, deployment, container -> container.put("image", image));
    }

    void setEnv(String namespace, String deployment, Map<String, String> variables) {
        editContainer(namespace, deployment, container -> withEnv(container, variables));
    }

    void setImageAndEnv(String namespace, String deployment, String image, Map<String, String> variables) {
        editContainer(
                namespace,
                deployment,
                container -> withEnv(container, variables).put("image", image));
    }

    private static ObjectNode withEnv(ObjectNode container, Map<String, String> variables) {
        ArrayNode env = container.withArray("/env");
        variables.forEach((name, value) -> {
            for (int i = env.size() - 1; i >= 0; i--) {
                if (env.get(i).path("name").asText().equals(name)) {
                    env.remove(i);
                }
            }
            env.addObject().put("name", name).put("value", value);
        });
        return container;
    }

    private void editContainer(String namespace, String deployment, Consumer<ObjectNode> change) {
        store.edit(store.types().of(Deployment.class).key(namespace, deployment), Part.MAIN, object -> {
            change.accept(Json.object(object.at("/spec/template/spec/containers/0")));
            return object;
        });
    }
}
