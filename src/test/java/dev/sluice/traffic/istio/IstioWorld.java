package dev.sluice.traffic.istio;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Istio's objects in an API server, changed by hands other than the router's. */
final class IstioWorld {

    private final KubernetesClient client;
    private final String namespace;
    private final String version;

    IstioWorld(KubernetesClient client, String namespace, String version) {
        this.client = client;
        this.namespace = namespace;
        this.version = version;
    }

    /** Creates or replaces what the YAML says. */
    void apply(String yaml) {
        GenericKubernetesResource wanted =
                Serialization.unmarshal(Yaml.text(Yaml.parse(yaml)), GenericKubernetesResource.class);
        IstioKind kind = kindOf(wanted);
        delete(kind, wanted.getMetadata().getName());
        objects(kind).inNamespace(namespace).resource(wanted).create();
    }

    void delete(IstioKind kind, String name) {
        objects(kind).inNamespace(namespace).withName(name).delete();
    }

    /** Replaces the object's spec, whatever its version. */
    void edit(IstioKind kind, String name, UnaryOperator<String> change) {
        objects(kind).inNamespace(namespace).withName(name).edit(object -> {
            String spec = Yaml.text(object.get("spec"));
            object.setAdditionalProperty("spec", Yaml.parse(change.apply(spec)));
            return object;
        });
    }

    Map<String, Object> spec(IstioKind kind, String name) {
        return Tree.map(get(kind, name).get("spec"));
    }

    GenericKubernetesResource get(IstioKind kind, String name) {
        return objects(kind).inNamespace(namespace).withName(name).get();
    }

    List<String> names(IstioKind kind) {
        return objects(kind).inNamespace(namespace).list().getItems().stream()
                .map(each -> each.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Every object of both kinds, versions included. */
    String stored() {
        return Yaml.text(all().map(Serialization::asYaml).toList());
    }

    /** The same without what the API server itself writes. */
    String content() {
        return Yaml.text(all().map(object -> {
                    var metadata = object.getMetadata();
                    metadata.setResourceVersion(null);
                    metadata.setGeneration(null);
                    metadata.setUid(null);
                    metadata.setCreationTimestamp(null);
                    metadata.setManagedFields(null);
                    return Serialization.asYaml(object);
                })
                .toList());
    }

    private Stream<GenericKubernetesResource> all() {
        return Stream.of(IstioKind.values())
                .flatMap(kind -> objects(kind).inNamespace(namespace).list().getItems().stream());
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(IstioKind kind) {
        return client.genericKubernetesResources(kind.at(version));
    }

    private static IstioKind kindOf(GenericKubernetesResource object) {
        return Stream.of(IstioKind.values())
                .filter(kind -> kind.kind().equals(object.getKind()))
                .findFirst()
                .orElseThrow();
    }
}
