package dev.sluice.traffic.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Istio's objects at the API server, as maps; every failure as a {@link PortException} that names the object. */
final class IstioApi {

    private static final List<String> VERSIONS = List.of("v1", "v1beta1");
    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("sluice")
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    /** Newest first; older Istio serves the older one only. */
    private volatile String version = VERSIONS.get(0);

    IstioApi(KubernetesClient client) {
        this.client = client;
    }

    /** The object, or nothing where it or its kind is not there. */
    Optional<Map<String, Object>> find(IstioKind kind, String namespace, String name) throws PortException {
        Optional<Map<String, Object>> found = get(kind, namespace, name);
        boolean isTelling = kind == IstioKind.VIRTUAL_SERVICE; // a DestinationRule is missing more often than not
        return found.isEmpty() && isTelling && hasSettledOnAnotherVersion(kind) ? get(kind, namespace, name) : found;
    }

    /** All objects of the kind; none where the kind is not there. */
    List<Map<String, Object>> list(IstioKind kind, String namespace) throws PortException {
        try {
            return ask(
                            "list",
                            kind.kind() + "s in " + namespace,
                            () -> objects(kind).inNamespace(namespace).list())
                    .getItems()
                    .stream()
                    .map(IstioApi::toMap)
                    .toList();
        } catch (PortException e) {
            if (e.kind() == Kind.ABSENT) {
                return List.of();
            }
            throw e;
        }
    }

    void create(IstioKind kind, String namespace, Map<String, Object> object) throws PortException {
        ObjectMeta metadata = JSON.convertValue(object.get("metadata"), ObjectMeta.class);
        GenericKubernetesResource resource = empty(kind, metadata);
        resource.setAdditionalProperty("spec", object.get("spec"));
        ask(
                "create",
                object(kind, namespace, metadata.getName()),
                () -> objects(kind).inNamespace(namespace).resource(resource).create());
    }

    /**
     * Applies a merge patch to the object at this version.
     *
     * @throws PortException TRANSIENT when the object has changed since, ABSENT when it is gone
     */
    void patch(IstioKind kind, Map<String, Object> object, Map<String, Object> patch) throws PortException {
        String body = json(MergePatch.lockedAt(patch, metadata(object, "resourceVersion")));
        String namespace = metadata(object, "namespace");
        String name = metadata(object, "name");
        ask(
                "patch",
                object(kind, namespace, name),
                // With an item at hand the client sends the patch at once; by name alone it reads the object first.
                () -> objects(kind)
                        .inNamespace(namespace)
                        .resource(empty(
                                kind,
                                new ObjectMetaBuilder()
                                        .withNamespace(namespace)
                                        .withName(name)
                                        .build()))
                        .patch(MERGE, body));
    }

    private GenericKubernetesResource empty(IstioKind kind, ObjectMeta metadata) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setApiVersion(IstioKind.GROUP + "/" + version);
        resource.setKind(kind.kind());
        resource.setMetadata(metadata);
        return resource;
    }

    /** Deletes the object at this version; does nothing where it is gone. */
    void delete(IstioKind kind, Map<String, Object> object) throws PortException {
        String namespace = metadata(object, "namespace");
        String name = metadata(object, "name");
        ask(
                "delete",
                object(kind, namespace, name),
                () -> resource(kind, namespace, name)
                        .lockResourceVersion(metadata(object, "resourceVersion"))
                        .delete());
    }

    static String object(IstioKind kind, String namespace, String name) {
        return kind.kind() + " " + namespace + "/" + name;
    }

    static String metadata(Map<String, Object> object, String field) {
        return Tree.text(Tree.map(object.get("metadata")), field).orElse("");
    }

    private Resource<GenericKubernetesResource> resource(IstioKind kind, String namespace, String name) {
        return objects(kind).inNamespace(namespace).withName(name);
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(IstioKind kind) {
        return client.genericKubernetesResources(kind.at(version));
    }

    private Optional<Map<String, Object>> get(IstioKind kind, String namespace, String name) throws PortException {
        return Optional.ofNullable(ask(
                        "read",
                        object(kind, namespace, name),
                        () -> resource(kind, namespace, name).get()))
                .map(IstioApi::toMap);
    }

    /** Asks which version is served only when the one in use answered that there is nothing of that name. */
    private boolean hasSettledOnAnotherVersion(IstioKind kind) throws PortException {
        String used = version;
        version = ask(
                "read",
                IstioKind.GROUP + " " + kind.plural(),
                () -> VERSIONS.stream()
                        .filter(each -> isServed(each, kind))
                        .findFirst()
                        .orElse(used));
        return !version.equals(used);
    }

    private boolean isServed(String version, IstioKind kind) {
        APIResourceList resources = client.getApiResources(IstioKind.GROUP + "/" + version);
        return resources != null
                && resources.getResources().stream()
                        .anyMatch(each -> kind.plural().equals(each.getName()));
    }

    private static <T> T ask(String verb, String object, Supplier<T> call) throws PortException {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw ApiFailure.of(verb, object, e);
        }
    }

    private static Map<String, Object> toMap(GenericKubernetesResource resource) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("apiVersion", resource.getApiVersion());
        map.put("kind", resource.getKind());
        map.put("metadata", toMap(resource.getMetadata()));
        map.put("spec", Tree.map(resource.getAdditionalProperties().get("spec")));
        return map;
    }

    private static Map<String, Object> toMap(ObjectMeta metadata) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", metadata.getName());
        map.put("namespace", metadata.getNamespace());
        map.put("resourceVersion", metadata.getResourceVersion());
        putUnlessEmpty(map, "labels", metadata.getLabels());
        putUnlessEmpty(map, "annotations", metadata.getAnnotations());
        return map;
    }

    private static void putUnlessEmpty(Map<String, Object> map, String key, @Nullable Map<String, String> values) {
        if (values != null && !values.isEmpty()) {
            map.put(key, values);
        }
    }

    private static String json(Map<String, Object> patch) {
        try {
            return JSON.writeValueAsString(patch);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a patch of plain maps did not turn into JSON", e);
        }
    }
}
