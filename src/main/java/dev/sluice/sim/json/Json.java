package dev.sluice.sim.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Between text, JSON trees and the client's model classes. */
public final class Json {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final KubernetesSerialization MODELS = new KubernetesSerialization(new ObjectMapper(), false);

    private Json() {}

    /** Reads JSON or YAML; a text that is neither is a bad request. */
    public static JsonNode read(String text) {
        try {
            return PLAIN.readTree(text);
        } catch (JsonProcessingException noJson) {
            return readYaml(text);
        }
    }

    private static JsonNode readYaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw RefusalException.badRequest("the body can't be read: " + e.getOriginalMessage());
        }
    }

    public static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw RefusalException.badRequest("the body is not an object: " + node.getNodeType());
    }

    public static ObjectNode newObject() {
        return PLAIN.createObjectNode();
    }

    /**
     * The tree of a model object; absent fields stay absent. It goes through text, so that numbers are of the same node
     * types as in what clients send, and equal means equal.
     */
    public static ObjectNode tree(Object model) {
        return object(read(MODELS.asJson(model)));
    }

    /** Like {@link #tree} but quicker, and good for reading only: numbers may be of other node types. */
    public static ObjectNode view(Object model) {
        return MODELS.convertValue(model, ObjectNode.class);
    }

    public static <T> T model(JsonNode tree, Class<T> type) {
        return MODELS.convertValue(tree, type);
    }
}
