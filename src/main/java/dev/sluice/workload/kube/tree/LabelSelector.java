package dev.sluice.workload.kube.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Label selectors, as the API server's own: {@code matchLabels} and {@code matchExpressions}, all of which must hold. */
public final class LabelSelector {
    private LabelSelector() {}

    /** Whether it chooses an object of these labels. One that asks for nothing, or is missing, chooses all. */
    public static boolean matches(JsonNode selector, Map<String, String> labels) {
        boolean hasAll = labels.entrySet()
                .containsAll(Fields.texts(selector.path("matchLabels")).entrySet());
        if (!hasAll) {
            return false;
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!holds(expression, labels)) {
                return false;
            }
        }
        return true;
    }

    /** An operator that is not known holds: what it chooses is not ours to say. */
    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        String key = expression.path("key").asText("");
        Set<String> values = new HashSet<>();
        expression.path("values").forEach(value -> values.add(value.asText("")));
        return switch (expression.path("operator").asText("")) {
            case "In" -> labels.containsKey(key) && values.contains(labels.get(key));
            case "NotIn" -> !labels.containsKey(key) || !values.contains(labels.get(key));
            case "Exists" -> labels.containsKey(key);
            case "DoesNotExist" -> !labels.containsKey(key);
            default -> true;
        };
    }
}
