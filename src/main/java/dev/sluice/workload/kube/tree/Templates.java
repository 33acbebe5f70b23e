package dev.sluice.workload.kube.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import org.jspecify.annotations.Nullable;

/** Pod templates: how they are read, written and compared, as the Deployment controller compares them. */
public final class Templates {
    private static final String HASH_LABEL = "pod-template-hash";
    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Templates() {}

    /** The template of a Deployment or ReplicaSet, without the label that the controller adds. */
    public static ObjectNode of(JsonNode owner) {
        ObjectNode template = owner.path("spec").path("template").isObject()
                ? owner.path("spec").path("template").deepCopy()
                : JSON.createObjectNode();
        remove(template, "labels", HASH_LABEL);
        return template;
    }

    /** For the record: keys in order, so that the same template is the same text. */
    public static Template stored(ObjectNode template) {
        try {
            return new Template(JSON.writeValueAsString(JSON.treeToValue(template, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read as JSON cannot be written as JSON", e);
        }
    }

    /** A template from the record. */
    public static ObjectNode parsed(Template template) throws PortException {
        try {
            if (JSON.readTree(template.json()) instanceof ObjectNode object) {
                return object;
            }
            throw unreadable(null);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    public static boolean areSame(JsonNode one, JsonNode other) {
        return formOf(one).equals(formOf(other));
    }

    /** Whether a restart by {@code kubectl rollout restart} at most lies between them. */
    public static boolean areSameButForRestart(ObjectNode one, ObjectNode other) {
        return areSame(withoutRestart(one), withoutRestart(other));
    }

    /** Which of the templates on record this one is; each of those may be unknown. */
    public static TemplateState state(ObjectNode template, @Nullable ObjectNode serving, @Nullable ObjectNode judged) {
        if (serving != null && areSame(template, serving)) {
            return TemplateState.SERVING;
        }
        if (judged != null && areSame(template, judged)) {
            return TemplateState.JUDGED;
        }
        return serving != null && areSameButForRestart(template, serving)
                ? TemplateState.RESTARTED
                : TemplateState.OTHER;
    }

    private static JsonNode formOf(JsonNode template) {
        JsonNode copy = template.deepCopy();
        remove(copy, "labels", HASH_LABEL);
        return TemplateForm.of("template", copy);
    }

    private static ObjectNode withoutRestart(ObjectNode template) {
        ObjectNode copy = template.deepCopy();
        remove(copy, "annotations", RESTARTED_AT);
        return copy;
    }

    private static void remove(JsonNode template, String map, String key) {
        if (template.path("metadata").path(map) instanceof ObjectNode entries) {
            entries.remove(key);
        }
    }

    private static PortException unreadable(@Nullable JsonProcessingException cause) {
        String message = "a pod template on record is not a JSON object; delete the Release that holds it";
        return cause == null
                ? new PortException(PortException.Kind.REJECTED, message)
                : new PortException(PortException.Kind.REJECTED, message, cause);
    }
}
