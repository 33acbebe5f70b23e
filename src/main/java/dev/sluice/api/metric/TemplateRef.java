package dev.sluice.api.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which template is meant.
 *
 * @param namespace of the policy that names it; a cluster-wide template has none itself
 */
public record TemplateRef(TemplateKind kind, String namespace, String name) {
    /** The templates that a policy's spec names, whatever else is wrong with it. */
    public static Set<TemplateRef> namedIn(@Nullable JsonNode spec, String namespace) {
        Set<TemplateRef> named = new HashSet<>();
        if (spec != null) {
            for (JsonNode metric : spec.at("/analysis/metrics")) {
                String kind = metric.at("/template/kind").asText(TemplateKind.NAMESPACED.title());
                String name = metric.at("/template/name").asText();
                if (TemplateKind.titles().contains(kind)) {
                    named.add(new TemplateRef(TemplateKind.of(kind), namespace, name));
                }
            }
        }
        return named;
    }

    @Override
    public String toString() {
        return kind == TemplateKind.NAMESPACED
                ? kind.title() + " " + namespace + "/" + name
                : kind.title() + " " + name;
    }
}
