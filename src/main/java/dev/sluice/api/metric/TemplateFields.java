package dev.sluice.api.metric;

import dev.sluice.api.section.Fields;
import java.util.List;
import java.util.Map;

/** The fields of a template. */
final class TemplateFields {
    static final Fields ALL = new Fields(
            Map.of(
                    "", List.of("apiVersion", "kind", "metadata", "spec"),
                    "spec", List.of("description", "query", "stableQuery", "variables", "window", "limit", "compare"),
                    "spec.variables[]", List.of("name", "default", "description"),
                    "spec.limit", List.of("min", "max", "failures", "within"),
                    "spec.compare", List.of("worse", "tolerance", "slack")),
            Map.of());

    private TemplateFields() {}
}
