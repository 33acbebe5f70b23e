package dev.sluice.traffic.istio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources as plain maps and lists, so that fields this version does not know survive. What has another shape
 * than asked for reads as empty; the API server's schema is what refuses it. Answers are copies one level deep.
 */
final class Tree {

    private Tree() {}

    static Map<String, Object> map(@Nullable Object node) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    static List<Object> list(@Nullable Object node) {
        return node instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }

    static Optional<String> text(Map<String, Object> parent, String key) {
        return Optional.ofNullable(parent.get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
