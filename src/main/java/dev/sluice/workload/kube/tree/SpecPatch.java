package dev.sluice.workload.kube.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;

/**
 * JSON patches that replace whole fields of a spec. A merge patch would leave behind what the wanted value lacks. Each
 * carries the resourceVersion it was made for: the API server refuses it when the object has another by then.
 */
public final class SpecPatch {
    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

    /**
     * The fields of {@code wanted} that mean something else in the live object's spec.
     *
     * @param fields the ones that may be written
     */
    public static SpecPatch of(JsonNode live, JsonNode wanted, Collection<String> fields) {
        SpecPatch patch = new SpecPatch();
        for (String field : fields) {
            JsonNode value = wanted.path(field);
            if (!value.isMissingNode() && !means(field, live.path("spec").path(field), value)) {
                patch.add("/spec/" + field, value);
            }
        }
        return patch;
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }

    public ArrayNode at(String resourceVersion) {
        ArrayNode versioned = JsonNodeFactory.instance.arrayNode();
        versioned
                .addObject()
                .put("op", "replace")
                .put("path", "/metadata/resourceVersion")
                .put("value", resourceVersion);
        return versioned.addAll(operations);
    }

    private void add(String path, JsonNode value) {
        operations.addObject().put("op", "add").put("path", path).set("value", value);
    }

    private static boolean means(String field, JsonNode live, JsonNode wanted) {
        if (live.isMissingNode() && wanted.isBoolean()) {
            return !wanted.booleanValue();
        }
        return "template".equals(field)
                ? Templates.areSame(live, wanted)
                : TemplateForm.of(field, live).equals(TemplateForm.of(field, wanted));
    }
}
