package dev.sluice.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On which line each key and each list item of a document stands. */
final class Lines {
    private final int first;
    private final IdentityHashMap<JsonNode, Map<String, Integer>> byContainer = new IdentityHashMap<>();

    Lines(int first) {
        this.first = first;
    }

    /** Records a key of an object, or an index in brackets of a list. */
    void put(JsonNode container, String key, int line) {
        byContainer.computeIfAbsent(container, unseen -> new HashMap<>()).put(key, line);
    }

    /** The line of a key that was recorded; null when it was not. */
    @Nullable
    Integer ofKey(JsonNode container, String key) {
        return byContainer.getOrDefault(container, Map.of()).get(key);
    }

    /** The line of a path such as {@code spec.steps[2]}, or of the last thing on its way that is there. */
    int of(JsonNode root, String path) {
        JsonNode node = root;
        String rest = path;
        int line = first;
        while (!rest.isEmpty()) {
            Map<String, Integer> keys = byContainer.getOrDefault(node, Map.of());
            String key = longestPrefix(rest, keys);
            if (key.isEmpty()) {
                return line;
            }
            line = keys.getOrDefault(key, line);
            node = child(node, key);
            rest = after(rest, key);
        }
        return line;
    }

    /** A key may have dots in it itself. */
    private static String longestPrefix(String path, Map<String, Integer> keys) {
        String longest = "";
        for (String key : keys.keySet()) {
            boolean isPrefix = path.startsWith(key)
                    && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
            if (isPrefix && key.length() > longest.length()) {
                longest = key;
            }
        }
        return longest;
    }

    private static JsonNode child(JsonNode node, String key) {
        return node.isArray() ? node.path(Integer.parseInt(key.substring(1, key.length() - 1))) : node.path(key);
    }

    private static String after(String path, String key) {
        String rest = path.substring(key.length());
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }
}
