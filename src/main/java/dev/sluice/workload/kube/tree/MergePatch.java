package dev.sluice.workload.kube.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patches that say only what differs. */
public final class MergePatch {
    private MergePatch() {}

    /** What of the patch the object does not have yet; empty when there is nothing to write. */
    public static ObjectNode remaining(JsonNode live, ObjectNode patch) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (var entry : patch.properties()) {
            JsonNode has = live.path(entry.getKey());
            JsonNode wanted = entry.getValue();
            if (wanted instanceof ObjectNode object) {
                ObjectNode inner = remaining(has, object);
                if (!inner.isEmpty()) {
                    rest.set(entry.getKey(), inner);
                }
            } else if (!holds(has, wanted)) {
                rest.set(entry.getKey(), wanted);
            }
        }
        return rest;
    }

    /** The patch for one version of the object: the API server refuses it when the object has another by then. */
    public static ObjectNode at(String resourceVersion, ObjectNode patch) {
        ObjectNode versioned = patch.deepCopy();
        versioned.withObjectProperty("metadata").put("resourceVersion", resourceVersion);
        return versioned;
    }

    /**
     * The patch for one object, in whatever version: the API server refuses it when another object has the name by then,
     * since a UID cannot be changed.
     */
    public static ObjectNode to(String uid, ObjectNode patch) {
        ObjectNode addressed = patch.deepCopy();
        addressed.withObjectProperty("metadata").put("uid", uid);
        return addressed;
    }

    private static boolean holds(JsonNode has, JsonNode wanted) {
        boolean isAbsent = has.isMissingNode() || has.isNull();
        boolean isAbsenceWanted = wanted.isNull() || (wanted.isBoolean() && !wanted.booleanValue());
        return isAbsent ? isAbsenceWanted : has.equals(wanted);
    }
}
