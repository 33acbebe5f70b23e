package dev.sluice.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class ReleasePolicyTest {
    private static final String ODD = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: odd}
            spec: {workload: [this, does, not, fit], bake: 7, spec: {of: another}}
            extra: {top: level}
            status: {phase: Idle, observedGeneration: 3, newer: field}
            """;

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void a_new_one_is_empty_and_knows_its_kind() {
        ReleasePolicy policy = new ReleasePolicy();

        assertThat(policy.getSpec()).isNull();
        assertThat(policy.getStatus()).isNull();
        assertThat(policy.getKind()).isEqualTo("ReleasePolicy");
        assertThat(policy.getApiVersion()).isEqualTo("sluice.dev/v1alpha1");
    }

    @Test
    void a_spec_that_does_not_fit_the_schema_stays_readable_and_whole() {
        ReleasePolicy policy = serialization.unmarshal(ODD, ReleasePolicy.class);

        assertThat(policy.getSpec().at("/workload/1").asText()).isEqualTo("does");
        JsonNode tree = serialization.convertValue(policy, JsonNode.class);
        assertThat(tree.at("/spec/bake").isInt()).isTrue();
        assertThat(tree.at("/spec/spec/of").asText()).isEqualTo("another");
    }

    @Test
    void a_status_of_a_newer_version_is_read() {
        ReleasePolicyStatus status =
                serialization.unmarshal(ODD, ReleasePolicy.class).getStatus();

        assertThat(status.phase).isEqualTo("Idle");
        assertThat(status.observedGeneration).isEqualTo(3);
    }
}
