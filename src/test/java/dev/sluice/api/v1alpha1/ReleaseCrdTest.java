package dev.sluice.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ReleaseCrdTest {

    @Test
    void takes_a_hundred_intents_and_no_more() {
        JsonNode intents = GeneratedCrd.of(Release.class)
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/intents");

        assertThat(intents.path("maxItems").asInt()).isEqualTo(100);
    }
}
