package dev.sluice.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasePolicyCrdTest {
    private static final JsonNode CRD = GeneratedCrd.of(ReleasePolicy.class);
    private static final JsonNode VERSION = CRD.at("/spec/versions/0");
    private static final JsonNode SCHEMA = VERSION.at("/schema/openAPIV3Schema");

    @Test
    void has_a_short_name_and_the_category_of_everything_that_is_sluices() {
        JsonNode names = CRD.at("/spec/names");

        assertThat(CRD.at("/metadata/name").asText()).isEqualTo("releasepolicies.sluice.dev");
        assertThat(VERSION.at("/name").asText()).isEqualTo("v1alpha1");
        assertThat(names.at("/shortNames/0").asText()).isEqualTo("rp");
        assertThat(names.at("/categories/0").asText()).isEqualTo("sluice");
        assertThat(CRD.at("/spec/scope").asText()).isEqualTo("Namespaced");
        assertThat(VERSION.at("/subresources").has("status")).isTrue();
    }

    @Test
    void shows_readiness_first_and_age_last() {
        List<String> columns = new ArrayList<>();
        VERSION.at("/additionalPrinterColumns")
                .forEach(column -> columns.add(column.get("name").asText()));

        assertThat(columns)
                .containsExactly("Ready", "Phase", "Release", "Step", "Verdict", "Weight", "Workload", "Age");
    }

    @Test
    void requires_the_workload_and_the_traffic_and_nothing_else() {
        assertThat(texts("/properties/spec/required")).containsExactly("traffic", "workload");
        assertThat(texts("/properties/spec/properties/workload/required")).containsExactly("name");
        assertThat(texts("/properties/spec/properties/traffic/required")).containsExactly("istio", "service");
        assertThat(rules("")).contains("has(self.spec)");
    }

    @Test
    void refuses_what_a_schema_can_see() {
        assertThat(rules("")).contains("self.metadata.name.size() <= 52");
        assertThat(rules("/properties/spec")).anyMatch(rule -> rule.contains("'-canary'"));
        assertThat(rules("/properties/spec/properties/strategy/properties/canary/properties/steps"))
                .anyMatch(rule -> rule.contains("isSorted()"));
        assertThat(rules("/properties/spec/properties/traffic/properties/istio/properties/routes"))
                .anyMatch(rule -> rule.contains("exists_one"));
        assertThat(rules("/properties/spec/properties/analysis")).anyMatch(rule -> rule.contains("noDataLimit"));
        assertThat(rules("/properties/spec/properties/analysis/properties/thresholds"))
                .anyMatch(rule -> rule.contains("has(self.errorRate) || has(self.latency)"));
        assertThat(rules("/properties/spec/properties/analysis/properties/prometheus"))
                .anyMatch(rule -> rule.contains("insecureSkipVerify"));
    }

    @Test
    void refuses_to_turn_a_policy_to_another_workload() {
        assertThat(rules("/properties/spec/properties/workload")).containsExactly("self == oldSelf");
        assertThat(rules("/properties/spec/properties/traffic/properties/service"))
                .containsExactly("self == oldSelf");
    }

    /** A rule on an unbounded text or list costs more than an API server allows. */
    @Test
    void bounds_every_text_and_list() {
        List<String> unbounded = new ArrayList<>();
        collectUnbounded(SCHEMA.at("/properties/spec"), "spec", unbounded);

        assertThat(unbounded).isEmpty();
    }

    @Test
    void describes_every_field() {
        List<String> silent = new ArrayList<>();
        collectSilent(SCHEMA.at("/properties/spec"), "spec", silent);
        collectSilent(SCHEMA.at("/properties/status"), "status", silent);

        assertThat(silent).isEmpty();
    }

    static void collectUnbounded(JsonNode schema, String path, List<String> found) {
        String type = schema.path("type").asText();
        boolean isMap = schema.has("additionalProperties");
        boolean isBounded = type.equals("string")
                ? schema.has("maxLength") || schema.has("enum")
                : isMap ? schema.has("maxProperties") : !type.equals("array") || schema.has("maxItems");
        if (!isBounded) {
            found.add(path);
        }
        schema.path("properties")
                .properties()
                .forEach(field -> collectUnbounded(field.getValue(), path + "." + field.getKey(), found));
        for (String elements : List.of("items", "additionalProperties")) {
            if (schema.has(elements)) {
                collectUnbounded(schema.get(elements), path + "[]", found);
            }
        }
    }

    static void collectSilent(JsonNode schema, String path, List<String> found) {
        schema.path("properties").properties().forEach(field -> {
            String at = path + "." + field.getKey();
            if (!field.getValue().path("description").asText().endsWith(".")) {
                found.add(at);
            }
            collectSilent(field.getValue(), at, found);
            collectSilent(field.getValue().path("items"), at + "[]", found);
        });
    }

    private static List<String> rules(String pointer) {
        List<String> rules = new ArrayList<>();
        SCHEMA.at(pointer + "/x-kubernetes-validations")
                .forEach(rule -> rules.add(rule.get("rule").asText()));
        return rules;
    }

    private static List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        SCHEMA.at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
