package dev.sluice.scenario.bed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A VirtualService, watched: every weight that the mesh was ever told for the candidate. */
public final class Routes implements AutoCloseable, ResourceEventHandler<GenericKubernetesResource> {

    static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("networking.istio.io")
            .withVersion("v1")
            .withKind("VirtualService")
            .withPlural("virtualservices")
            .withNamespaced(true)
            .build();

    private static final ObjectMapper MAPPER = Serialization.jsonMapper();

    private final Resource<GenericKubernetesResource> resource;
    private final String candidateHost;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final SharedIndexInformer<GenericKubernetesResource> informer;

    Routes(KubernetesClient client, String namespace, String name) {
        this.resource =
                client.genericKubernetesResources(KIND).inNamespace(namespace).withName(name);
        this.candidateHost = name + "-canary." + namespace + ".svc.cluster.local";
        this.informer = resource.inform(this, 0);
    }

    /**
     * A weight that was written.
     *
     * @param at when this test saw it
     * @param weight the candidate's, on the route that gives it most
     */
    public record Told(Instant at, int weight) {}

    /** The candidate's weights in the order they were written, repeated ones once. */
    public List<Integer> weights() {
        List<Integer> weights = new ArrayList<>();
        for (Told one : told) {
            if (weights.isEmpty() || weights.get(weights.size() - 1) != one.weight()) {
                weights.add(one.weight());
            }
        }
        return weights;
    }

    public List<Told> told() {
        return List.copyOf(told);
    }

    /** The candidate's weight as the object says it now. */
    public int weight() {
        return weightIn(resource.require());
    }

    /** What people wrote into the object: labels, annotations and spec. */
    public JsonNode content() {
        GenericKubernetesResource now = resource.require();
        ObjectNode content = MAPPER.createObjectNode();
        content.set("labels", MAPPER.valueToTree(now.getMetadata().getLabels()));
        content.set("annotations", MAPPER.valueToTree(now.getMetadata().getAnnotations()));
        content.set("spec", MAPPER.valueToTree(now.get("spec")));
        return content;
    }

    /** Writes the spec as somebody else would who knows nothing of the release. */
    public void edit(Consumer<ObjectNode> change) {
        Writes.untilDone(() -> resource.edit(service -> {
            ObjectNode spec = MAPPER.valueToTree(service.get("spec"));
            change.accept(spec);
            service.setAdditionalProperty("spec", MAPPER.convertValue(spec, Map.class));
            return service;
        }));
    }

    /** Puts back what {@link #content()} told, as a GitOps tool does with what it has in its repository. */
    public void reset(JsonNode content) {
        edit(spec -> spec.removeAll().setAll((ObjectNode) content.get("spec")));
    }

    /** Gives the candidate this weight on every route that leads to it, and the rest to the other destination. */
    public void setWeight(int weight) {
        edit(spec -> spec.path("http")
                .forEach(http -> http.path("route").forEach(route -> {
                    boolean isCandidate =
                            leadsToCandidate(route.at("/destination/host").asText());
                    ((ObjectNode) route).put("weight", isCandidate ? weight : 100 - weight);
                })));
    }

    @Override
    public void onAdd(GenericKubernetesResource service) {
        told.add(new Told(Instant.now(), weightIn(service)));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource service) {
        told.add(new Told(Instant.now(), weightIn(service)));
    }

    @Override
    public void onDelete(GenericKubernetesResource service, boolean isFinalStateUnknown) {}

    @Override
    public void close() {
        informer.close();
    }

    private int weightIn(GenericKubernetesResource service) {
        JsonNode spec = MAPPER.valueToTree(service.get("spec"));
        int most = 0;
        for (JsonNode http : spec.path("http")) {
            for (JsonNode route : http.path("route")) {
                if (leadsToCandidate(route.at("/destination/host").asText())) {
                    most = Math.max(most, route.path("weight").asInt(100));
                }
            }
        }
        return most;
    }

    private boolean leadsToCandidate(String host) {
        return host.equals(candidateHost) || candidateHost.startsWith(host + ".");
    }
}
