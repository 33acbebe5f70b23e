package dev.sluice.scenario.bed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** The text of a policy, written as a team would: paths and values, nothing checked here. */
public final class Policy {

    public static final String API_VERSION = "sluice.dev/v1alpha1";

    private static final ObjectMapper MAPPER = Serialization.jsonMapper();

    private final ObjectNode spec;

    private Policy(ObjectNode spec) {
        this.spec = spec;
    }

    /** Default steps and margins; only the bake is short. */
    public static Policy byDefault() {
        return new Policy(MAPPER.createObjectNode())
                .with("analysis.prometheus.preset", "istio")
                .with("bake", "10s");
    }

    /** Paced by evidence in two big steps. */
    public static Policy quick() {
        return byDefault().with("strategy.canary.steps", List.of(25, 50)).with("bake", "5s");
    }

    /** Moves every few seconds whatever the traffic, for scenarios about anything but the judge. */
    public static Policy paced() {
        return byDefault()
                .with("strategy.canary.steps", List.of(10, 50))
                .with("strategy.canary.pace.every", "4s")
                .with("analysis.thresholds.errorRate", "5%")
                .with("analysis.thresholds.window", "5s")
                .with("analysis.thresholds.failures", 3)
                .with("bake", "5s");
    }

    /** The same policy, with a greatest 99th percentile of the latency. */
    public Policy atMost(String latency) {
        return with("analysis.thresholds.latency.percentile", 99).with("analysis.thresholds.latency.max", latency);
    }

    /** The same policy with this value at a dotted path of its spec. */
    public Policy with(String path, Object value) {
        ObjectNode copy = spec.deepCopy();
        parentOf(copy, path).set(lastOf(path), MAPPER.valueToTree(value));
        return new Policy(copy);
    }

    public Policy without(String path) {
        ObjectNode copy = spec.deepCopy();
        parentOf(copy, path).remove(lastOf(path));
        return new Policy(copy);
    }

    /** The policy as an object; what a team has to name is filled in unless the scenario named it. */
    public GenericKubernetesResource resource(App app, String name, String prometheus) {
        Policy full = orElse("workload.kind", "Deployment")
                .orElse("workload.name", app.name())
                .orElse("traffic.service", app.name())
                .orElse("traffic.istio.virtualService", app.name())
                .orElse("analysis.prometheus.address", prometheus);
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(API_VERSION)
                .withKind("ReleasePolicy")
                .withNewMetadata()
                .withName(name)
                .withNamespace(app.namespace())
                .endMetadata()
                .addToAdditionalProperties("spec", MAPPER.convertValue(full.spec, Map.class))
                .build();
    }

    /** The policy as a file. */
    public String yaml(App app) {
        return Serialization.asYaml(resource(app, app.name(), "http://prometheus.monitoring:9090"));
    }

    /** Fills in what is missing, but leaves alone what a scenario wrote there that has no fields. */
    private Policy orElse(String path, String value) {
        JsonNode parent = spec.at(pointer(path.substring(0, path.lastIndexOf('.'))));
        boolean isFree = parent.isMissingNode() || parent.isObject();
        return isFree && spec.at(pointer(path)).isMissingNode() ? with(path, value) : this;
    }

    private static ObjectNode parentOf(ObjectNode root, String path) {
        String[] keys = path.split("\\.", -1);
        ObjectNode node = root;
        for (String key : List.of(keys).subList(0, keys.length - 1)) {
            node = node.get(key) instanceof ObjectNode child ? child : node.putObject(key);
        }
        return node;
    }

    private static String pointer(String path) {
        return "/" + path.replace('.', '/');
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
