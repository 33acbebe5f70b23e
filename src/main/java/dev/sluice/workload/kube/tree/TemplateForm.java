package dev.sluice.workload.kube.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Set;

/**
 * The normal form of a part of an object: two parts mean the same to Kubernetes' controllers exactly if their forms are
 * equal. Absent, null and empty are alike where Go has a map, a list or a plain struct. They are not where it has a
 * pointer: {@code namespaceSelector: {}} selects every namespace, its absence only the pod's own.
 */
public final class TemplateForm {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> TEXT_MAPS =
            Set.of("labels", "annotations", "nodeSelector", "matchLabels", "volumeAttributes", "options");
    private static final Set<String> QUANTITY_MAPS = Set.of("limits", "requests", "overhead");
    private static final Set<String> PLAIN_STRUCTS = Set.of("resources", "metadata");
    private static final Set<String> QUANTITIES = Set.of("sizeLimit", "divisor");
    private static final Set<String> INTS_OR_NAMES =
            Set.of("port", "targetPort", "maxSurge", "maxUnavailable", "minAvailable");

    private TemplateForm() {}

    /** The form of a field's value; a missing node's form is null. */
    public static JsonNode of(String field, JsonNode value) {
        if (value.isObject()) {
            return ofObject(field, value);
        }
        if (value.isArray()) {
            ArrayNode form = NODES.arrayNode();
            value.forEach(element -> form.add(of("", element)));
            return form.isEmpty() ? NODES.nullNode() : form;
        }
        return ofScalar(field, value);
    }

    private static JsonNode ofObject(String field, JsonNode value) {
        ObjectNode form = NODES.objectNode();
        for (var entry : value.properties()) {
            JsonNode part = partOf(field, entry.getKey(), entry.getValue());
            if (!part.isNull()) {
                form.set(entry.getKey(), part);
            }
        }
        return form.isEmpty() && isNothingWhenEmpty(field) ? NODES.nullNode() : form;
    }

    private static JsonNode partOf(String parent, String field, JsonNode value) {
        if (TEXT_MAPS.contains(parent) && value.isValueNode()) {
            return value;
        }
        return QUANTITY_MAPS.contains(parent) ? quantity(value) : of(field, value);
    }

    private static boolean isNothingWhenEmpty(String field) {
        return TEXT_MAPS.contains(field) || QUANTITY_MAPS.contains(field) || PLAIN_STRUCTS.contains(field);
    }

    private static JsonNode ofScalar(String field, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return NODES.nullNode();
        }
        if (QUANTITIES.contains(field)) {
            return quantity(value);
        }
        if (INTS_OR_NAMES.contains(field)) {
            return TextNode.valueOf(value.asText());
        }
        return value.isNumber() ? number(value.decimalValue()) : value;
    }

    private static JsonNode quantity(JsonNode value) {
        try {
            return number(new Quantity(value.asText()).getNumericalAmount());
        } catch (IllegalArgumentException | ArithmeticException notAQuantity) {
            return value;
        }
    }

    private static JsonNode number(BigDecimal value) {
        return value.signum() == 0 ? DecimalNode.ZERO : DecimalNode.valueOf(value.stripTrailingZeros());
    }
}
