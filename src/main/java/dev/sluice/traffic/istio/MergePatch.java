package dev.sluice.traffic.istio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** JSON merge patches (RFC 7386) that hold nothing but what differs. */
final class MergePatch {

    private MergePatch() {}

    /** What turns {@code before} into {@code after}; empty where they are equal. Lists are replaced whole. */
    static Map<String, Object> between(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> patch = new LinkedHashMap<>();
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(key -> patch.put(key, null));
        after.forEach((key, wanted) -> {
            Object present = before.get(key);
            if (present instanceof Map && wanted instanceof Map) {
                Map<String, Object> inner = between(Tree.map(present), Tree.map(wanted));
                if (!inner.isEmpty()) {
                    patch.put(key, inner);
                }
            } else if (!Objects.equals(present, wanted)) {
                patch.put(key, wanted);
            }
        });
        return patch;
    }

    /** The same patch, refused by the API server if the object is no longer at this version. */
    static Map<String, Object> lockedAt(Map<String, Object> patch, String version) {
        Map<String, Object> locked = new LinkedHashMap<>(patch);
        Map<String, Object> metadata = Tree.map(patch.get("metadata"));
        metadata.put("resourceVersion", version);
        locked.put("metadata", metadata);
        return locked;
    }
}
