package dev.sluice.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTemplateCrdTest {
    private static final JsonNode NAMESPACED = GeneratedCrd.of(MetricTemplate.class);
    private static final JsonNode CLUSTER_WIDE = GeneratedCrd.of(ClusterMetricTemplate.class);

    @Test
    void one_kind_is_of_a_namespace_and_one_of_the_cluster() {
        assertThat(NAMESPACED.at("/spec/scope").asText()).isEqualTo("Namespaced");
        assertThat(NAMESPACED.at("/spec/names/shortNames/0").asText()).isEqualTo("mt");
        assertThat(CLUSTER_WIDE.at("/spec/scope").asText()).isEqualTo("Cluster");
        assertThat(CLUSTER_WIDE.at("/spec/names/shortNames/0").asText()).isEqualTo("cmt");
    }

    @Test
    void both_say_the_same() {
        assertThat(spec(CLUSTER_WIDE)).isEqualTo(spec(NAMESPACED));
    }

    @Test
    void requires_the_query_and_nothing_else() {
        assertThat(spec(NAMESPACED).at("/required")).hasSize(1);
        assertThat(spec(NAMESPACED).at("/required/0").asText()).isEqualTo("query");
    }

    @Test
    void bounds_and_describes_every_field() {
        List<String> found = new ArrayList<>();
        ReleasePolicyCrdTest.collectUnbounded(spec(NAMESPACED), "spec", found);
        ReleasePolicyCrdTest.collectSilent(spec(NAMESPACED), "spec", found);

        assertThat(found).isEmpty();
    }

    @Test
    void refuses_what_a_schema_can_see() {
        assertThat(rules(spec(NAMESPACED))).anyMatch(rule -> rule.contains("!has(self.compare)"));
        assertThat(rules(spec(NAMESPACED).at("/properties/variables"))).anyMatch(rule -> rule.contains("exists_one"));
        assertThat(rules(spec(NAMESPACED).at("/properties/variables/items"))).anyMatch(rule -> rule.contains("'pods'"));
    }

    private static JsonNode spec(JsonNode crd) {
        return crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    }

    private static List<String> rules(JsonNode schema) {
        List<String> rules = new ArrayList<>();
        schema.at("/x-kubernetes-validations")
                .forEach(rule -> rules.add(rule.get("rule").asText()));
        return rules;
    }
}
