package dev.sluice.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.sim.json.Json;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A pod template in one written form, so that equal means what the Deployment controller takes for equal. */
record Template(String canonical) {

    static final String HASH_LABEL = "pod-template-hash";
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int HASH_LENGTH = 10;

    /** The hash label that ReplicaSets add does not count. */
    static Template of(PodTemplateSpec template) {
        return new Template(canonical(Json.view(template), ""));
    }

    private static String canonical(JsonNode node, String path) {
        if (node.isArray()) {
            StringBuilder list = new StringBuilder("[");
            node.forEach(element -> list.append(canonical(element, path + "[]")).append(','));
            return list.append(']').toString();
        }
        if (!node.isObject()) {
            return node.toString();
        }
        Map<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty());
            boolean hash = path.equals("/metadata/labels") && field.getKey().equals(HASH_LABEL);
            if (!empty && !hash) {
                fields.put(field.getKey(), canonical(field.getValue(), path + "/" + field.getKey()));
            }
        }
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Part of the names of ReplicaSets and pods. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            StringBuilder hash = new StringBuilder();
            for (int i = 0; i < HASH_LENGTH; i++) {
                hash.append(LETTERS.charAt(Byte.toUnsignedInt(digest[i]) % LETTERS.length()));
            }
            return hash.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
