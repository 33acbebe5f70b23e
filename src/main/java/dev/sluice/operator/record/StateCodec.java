package dev.sluice.operator.record;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.core.release.ReleaseState;

/** Writes a release's state into its status and reads it back, to the last digit. */
public final class StateCodec {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A field that a newer Sluice added does not keep an older one from going on.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            // Only components: an accessor that computes is not state.
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .build();

    private StateCodec() {}

    public static JsonNode write(ReleaseState state) {
        return MAPPER.valueToTree(state);
    }

    /**
     * Reads a state back.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static ReleaseState read(JsonNode json) {
        try {
            return MAPPER.treeToValue(json, ReleaseState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("status.engine is not a release's state: " + e.getOriginalMessage(), e);
        }
    }
}
