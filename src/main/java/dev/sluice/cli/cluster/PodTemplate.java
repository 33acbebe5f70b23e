package dev.sluice.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pod template as the API server shows it or as the operator recorded it, to tell whether two are the same change. */
public record PodTemplate(JsonNode tree) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public PodTemplate {
        tree = bare(tree);
    }

    /** The one in a Deployment's spec. */
    static PodTemplate ofSpec(Object spec) {
        return new PodTemplate(JSON.<JsonNode>valueToTree(spec).path("template"));
    }

    /** One from a record; empty if there is none. */
    public static Optional<PodTemplate> recorded(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new PodTemplate(JSON.readTree(text)));
        } catch (JsonProcessingException notOne) {
            return Optional.empty();
        }
    }

    /** Without what controllers and restarts add: none of it is a change to release. */
    private static JsonNode bare(JsonNode template) {
        JsonNode copy = template.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("creationTimestamp");
            remove(metadata, "labels", "pod-template-hash");
            remove(metadata, "annotations", "kubectl.kubernetes.io/restartedAt");
        }
        return copy;
    }

    private static void remove(ObjectNode metadata, String map, String key) {
        if (metadata.path(map) instanceof ObjectNode entries) {
            entries.remove(key);
            if (entries.isEmpty()) {
                metadata.remove(map);
            }
        }
    }
}
