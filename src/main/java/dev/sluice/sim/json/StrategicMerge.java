package dev.sluice.sim.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kubernetes' strategic merge patch, as kubectl sends it for built-in kinds: lists of objects are merged by a key field,
 * directives start with a dollar sign.
 */
final class StrategicMerge {

    private static final Map<String, List<String>> MERGE_KEYS = Map.of(
            "containers", List.of("name"),
            "initContainers", List.of("name"),
            "env", List.of("name"),
            "ports", List.of("containerPort", "port"),
            "volumes", List.of("name"),
            "volumeMounts", List.of("mountPath"),
            "imagePullSecrets", List.of("name"),
            "conditions", List.of("type"),
            "ownerReferences", List.of("uid"),
            "topologySpreadConstraints", List.of("topologyKey"));

    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicMerge() {}

    static JsonNode apply(ObjectNode target, ObjectNode patch) {
        if (patch.path("$patch").asText().equals("replace")) {
            patch.remove("$patch");
            return patch;
        }
        retainKeys(target, patch.path("$retainKeys"));
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            field(target, change.getKey(), change.getValue());
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getKey().startsWith(ORDER)) {
                order(target, change.getKey().substring(ORDER.length()), change.getValue());
            }
        }
        return target;
    }

    private static void field(ObjectNode target, String name, JsonNode value) {
        if (name.startsWith(DELETE_FROM)) {
            removeValues(target, name.substring(DELETE_FROM.length()), value);
        } else if (name.startsWith("$")) {
            return; // other directives say how to merge, not what
        } else if (value.isNull()) {
            target.remove(name);
        } else if (value instanceof ObjectNode changes) {
            ObjectNode present = target.get(name) instanceof ObjectNode object ? object : target.objectNode();
            target.set(name, apply(present, changes));
        } else if (value instanceof ArrayNode changes) {
            target.set(
                    name, list(name, target.get(name) instanceof ArrayNode list ? list : target.arrayNode(), changes));
        } else {
            target.set(name, value);
        }
    }

    private static ArrayNode list(String name, ArrayNode present, ArrayNode changes) {
        if (name.equals("finalizers")) {
            return union(present, changes);
        }
        Optional<String> key = keyOf(name, changes);
        if (key.isEmpty()) {
            return changes;
        }
        ArrayNode merged = present.deepCopy();
        for (JsonNode change : changes) {
            if (change.path("$patch").asText().equals("replace")) {
                merged.removeAll();
            } else if (change instanceof ObjectNode fields) {
                element(merged, key.get(), fields);
            }
        }
        return merged;
    }

    private static void element(ArrayNode merged, String key, ObjectNode change) {
        int at = indexOf(merged, key, change.path(key));
        if (change.path("$patch").asText().equals("delete")) {
            if (at >= 0) {
                merged.remove(at);
            }
        } else if (at >= 0 && merged.get(at) instanceof ObjectNode present) {
            merged.set(at, apply(present, change));
        } else {
            merged.add(change);
        }
    }

    private static Optional<String> keyOf(String list, ArrayNode changes) {
        return MERGE_KEYS.getOrDefault(list, List.of()).stream()
                .filter(key -> changes.isEmpty()
                        || changes.get(0).has(key)
                        || changes.get(0).has("$patch"))
                .findFirst();
    }

    private static int indexOf(ArrayNode list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static ArrayNode union(ArrayNode present, ArrayNode added) {
        ArrayNode union = present.deepCopy();
        for (JsonNode value : added) {
            if (!contains(union, value)) {
                union.add(value);
            }
        }
        return union;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void removeValues(ObjectNode target, String name, JsonNode values) {
        if (target.get(name) instanceof ArrayNode present) {
            ArrayNode kept = target.arrayNode();
            for (JsonNode value : present) {
                if (!contains(values, value)) {
                    kept.add(value);
                }
            }
            target.set(name, kept);
        }
    }

    private static void retainKeys(ObjectNode target, JsonNode keys) {
        if (keys.isArray()) {
            List<String> kept = new ArrayList<>();
            keys.forEach(key -> kept.add(key.asText()));
            target.retain(kept);
        }
    }

    /** Puts the elements that the directive names into its order; others stay behind them. */
    private static void order(ObjectNode target, String name, JsonNode wanted) {
        if (!(target.get(name) instanceof ArrayNode present) || wanted.isEmpty()) {
            return;
        }
        ArrayNode ordered = target.arrayNode();
        for (JsonNode identity : wanted) {
            for (JsonNode element : present) {
                if (sameIdentity(element, identity) && !contains(ordered, element)) {
                    ordered.add(element);
                }
            }
        }
        for (JsonNode element : present) {
            if (!contains(ordered, element)) {
                ordered.add(element);
            }
        }
        target.set(name, ordered);
    }

    private static boolean sameIdentity(JsonNode element, JsonNode identity) {
        if (!identity.isObject()) {
            return element.equals(identity);
        }
        for (Map.Entry<String, JsonNode> field : identity.properties()) {
            if (!field.getValue().equals(element.path(field.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
