package dev.sluice.workload.kube.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.workload.kube.tree.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Objects as trees, so that fields that no model class knows survive. Plain verbs only: no server-side apply and no
 * strategic merge, which the embedded API server has not.
 */
public final class ApiObjects {
    private static final String FIELD_MANAGER = "sluice";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    public ApiObjects(KubernetesClient client) {
        this.client = client;
    }

    public Optional<ObjectNode> find(ObjectName object) throws PortException {
        return call("get", object, () -> Optional.ofNullable(resource(object).get()))
                .map(ApiObjects::tree);
    }

    public ObjectNode require(ObjectName object) throws PortException {
        return find(object)
                .orElseThrow(() -> new PortException(
                        PortException.Kind.ABSENT, object + " does not exist; create it or correct the name"));
    }

    /** Objects of a kind that carry all of these labels. */
    public List<ObjectNode> list(Kind kind, String namespace, Map<String, String> labels) throws PortException {
        try {
            return client
                    .genericKubernetesResources(kind.context())
                    .inNamespace(namespace)
                    .withLabels(labels)
                    .list()
                    .getItems()
                    .stream()
                    .map(ApiObjects::tree)
                    .toList();
        } catch (KubernetesClientException e) {
            throw ApiErrors.of("list", kind.plural() + " in " + namespace, kind, e);
        }
    }

    public void create(ObjectName object, ObjectNode content) throws PortException {
        String path = object.kind().path(object.namespace()) + "?fieldManager=" + FIELD_MANAGER;
        call("create", object, () -> client.raw(path, "POST", content.toString()));
    }

    public void mergePatch(ObjectName object, ObjectNode patch) throws PortException {
        patch(object, PatchType.JSON_MERGE, patch.toString());
    }

    public void jsonPatch(ObjectName object, ArrayNode operations) throws PortException {
        patch(object, PatchType.JSON, operations.toString());
    }

    /**
     * Deletes the object that was seen, its dependents after it. Refused (TRANSIENT) when another object has the name by
     * then; nothing happens when it is gone. Its UID decides and not its version: the status of what is to go may change
     * several times a second.
     */
    public void delete(ObjectName object, ObjectNode seen) throws PortException {
        ObjectNode options = JSON.createObjectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("propagationPolicy", "Background");
        options.putObject("preconditions").put("uid", Fields.uid(seen));
        String path = object.kind().path(object.namespace()) + "/" + object.name();
        try {
            call("delete", object, () -> Optional.ofNullable(client.raw(path, "DELETE", options.toString())));
        } catch (PortException e) {
            if (e.kind() != PortException.Kind.ABSENT) {
                throw e;
            }
        }
    }

    private void patch(ObjectName object, PatchType type, String patch) throws PortException {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(type)
                .withFieldManager(FIELD_MANAGER)
                .build();
        call("patch", object, () -> client.resource(named(object)).patch(context, patch));
    }

    /** With an item at hand the client sends the patch at once; by name alone it reads the object first. */
    private static GenericKubernetesResource named(ObjectName object) {
        GenericKubernetesResource item = new GenericKubernetesResource();
        item.setApiVersion(object.kind().apiVersion());
        item.setKind(object.kind().toString());
        item.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.namespace())
                .withName(object.name())
                .build());
        return item;
    }

    private Resource<GenericKubernetesResource> resource(ObjectName object) {
        return client.genericKubernetesResources(object.kind().context())
                .inNamespace(object.namespace())
                .withName(object.name());
    }

    private static <T> T call(String verb, ObjectName object, Supplier<T> request) throws PortException {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw ApiErrors.of(verb, object.toString(), object.kind(), e);
        }
    }

    private static ObjectNode tree(GenericKubernetesResource resource) {
        return JSON.valueToTree(resource);
    }
}
