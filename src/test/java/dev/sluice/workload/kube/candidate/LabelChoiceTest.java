package dev.sluice.workload.kube.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.tree.Yaml;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelChoiceTest {
    private static final WorkloadTarget TARGET =
            new WorkloadTarget("shop", "checkout", "checkout", "checkout-canary", "policy", "uid");

    private static LabelChoice choice(String labels, ObjectNode... services) {
        ObjectNode deployment = Yaml.tree("spec: {selector: {matchLabels: " + labels + "}}");
        ObjectNode template = Yaml.tree("metadata: {labels: {app: checkout, tier: web, zone: a, version: v1}}");
        return LabelChoice.among(
                TARGET, deployment, List.of(template), Stream.of(services).toList());
    }

    private static ObjectNode service(String name, String selector) {
        return Yaml.tree("{metadata: {name: " + name + "}, spec: {selector: " + selector + "}}");
    }

    @Test
    void the_first_label_that_every_service_selects_by_is_chosen() {
        LabelChoice choice = choice(
                "{zone: a, app: checkout, tier: web}",
                service("checkout", "{app: checkout, tier: web}"),
                service("web", "{tier: web}"));

        assertThat(choice.label()).contains(new CandidateLabel("tier", "web", "checkout-canary"));
        assertThat(choice.obstacles()).isEmpty();
        assertThat(choice.separates(new CandidateLabel("app", "checkout", "checkout-canary")))
                .isFalse();
    }

    @Test
    void services_in_front_of_other_pods_count_for_nothing() {
        LabelChoice choice = choice(
                "{app: checkout, tier: web}",
                service("checkout", "{app: checkout}"),
                service("cart", "{tier: web, app: cart}"),
                service("by-hand", "{}"),
                service("checkout-canary", "{tier: web}"));

        assertThat(choice.label()).contains(new CandidateLabel("app", "checkout", "checkout-canary"));
    }

    @Test
    void the_service_that_lacks_the_label_of_the_others_is_named() {
        LabelChoice choice = choice(
                "{app: checkout, tier: web}",
                service("checkout", "{app: checkout}"),
                service("metrics", "{app: checkout}"),
                service("all", "{tier: web}"));

        assertThat(choice.label()).isEmpty();
        assertThat(choice.obstacles())
                .containsExactly(new FieldError(
                        "spec.traffic.service",
                        "Service shop/all would also send requests to candidate pods: its selector {tier=web} has no label app",
                        "add app: checkout to its selector"));
    }

    @Test
    void a_service_that_selects_by_none_of_the_deployments_labels_is_named() {
        LabelChoice choice = choice("{app: checkout}", service("versions", "{version: v1}"));

        assertThat(choice.label()).isEmpty();
        assertThat(choice.obstacles()).singleElement().asString().contains("shop/versions");
    }

    @Test
    void a_service_in_front_of_the_new_template_only_counts_too() {
        ObjectNode deployment = Yaml.tree("spec: {selector: {matchLabels: {app: checkout}}}");
        LabelChoice choice = LabelChoice.among(
                TARGET,
                deployment,
                List.of(
                        Yaml.tree("metadata: {labels: {app: checkout}}"),
                        Yaml.tree("metadata: {labels: {app: checkout, public: 'true'}}")),
                List.of(service("checkout", "{app: checkout}"), service("public", "{public: 'true'}")));

        assertThat(choice.label()).isEmpty();
    }

    @Test
    void a_selector_without_match_labels_cannot_tell_candidates_apart() {
        assertThat(choice("{}").label()).isEmpty();
        assertThat(choice("{}").obstacles())
                .singleElement()
                .extracting(FieldError::path)
                .isEqualTo("spec.workload.name");
    }
}
