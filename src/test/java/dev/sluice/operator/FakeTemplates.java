package dev.sluice.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.metric.TemplateKind;
import dev.sluice.api.metric.TemplateRef;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Templates that a test writes and removes. */
final class FakeTemplates implements MetricTemplates {
    private final Map<TemplateRef, JsonNode> all = new HashMap<>();

    /** Writes a template of the namespace shop with this query. */
    void write(String name, String query) {
        JsonNode template = Serialization.unmarshal("""
                {"apiVersion": "sluice.dev/v1alpha1", "kind": "MetricTemplate", "metadata": {"name": "NAME"},
                 "spec": {"query": "QUERY", "compare": {"worse": "higher"}}}
                """.replace("NAME", name).replace("QUERY", query), JsonNode.class);
        all.put(ref(name), template);
    }

    void remove(String name) {
        all.remove(ref(name));
    }

    private static TemplateRef ref(String name) {
        return new TemplateRef(TemplateKind.NAMESPACED, "shop", name);
    }

    @Override
    public Optional<JsonNode> find(TemplateRef template) {
        return Optional.ofNullable(all.get(template));
    }

    @Override
    public boolean isWhole() {
        return true;
    }
}
