package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.metric.TemplateKind;
import dev.sluice.api.v1alpha1.ClusterMetricTemplate;
import dev.sluice.api.v1alpha1.MetricTemplate;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.operator.template.TemplateCache;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy that names a template, and what comes and goes with the template. */
class TemplatesTest {
    private static final String QUERY = "sum(jobs{app='{{workload}}'})";

    private final GovernedShop shop = new GovernedShop();

    @BeforeEach
    void name() {
        name(shop.policy, "jobs", null);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static void name(ReleasePolicy policy, String template, @Nullable String kind) {
        ObjectNode metric = ((ObjectNode) policy.getSpec())
                .withObject("/analysis")
                .putArray("metrics")
                .addObject();
        metric.put("name", "backlog").putObject("template").put("name", template);
        if (kind != null) {
            ((ObjectNode) metric.get("template")).put("kind", kind);
        }
    }

    @Test
    void without_the_template_the_policy_is_invalid_and_says_which_one_it_lacks() {
        assertThat(shop.settle().phase()).isEqualTo("Invalid");

        assertThat(shop.condition("Valid"))
                .isEqualTo("False Invalid: spec.analysis.metrics[0].template: there is no MetricTemplate shop/jobs;"
                        + " create it, or write the name of one that is there");
        assertThat(shop.isHeld("checkout")).isFalse();
    }

    @Test
    void it_is_followed_once_the_template_is_there_and_refused_again_once_it_is_broken() {
        shop.settle();
        shop.templates.write("jobs", QUERY);

        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
        assertThat(shop.condition("Valid")).startsWith("True");

        shop.templates.write("jobs", "sum(jobs");

        assertThat(shop.settle().phase()).isEqualTo("Invalid");
        assertThat(shop.condition("Valid"))
                .contains("MetricTemplate shop/jobs is invalid: spec.query: has a ( that is not closed");
        assertThat(shop.isHeld("checkout")).isTrue();
    }

    @Test
    void a_release_under_way_goes_on_with_the_queries_that_it_began_with() {
        shop.templates.write("jobs", QUERY);
        shop.settle();
        shop.release("checkout", "v2");
        assertThat(shop.pass().reason().title()).isEqualTo("Releasing");

        shop.templates.remove("jobs");
        Report report = shop.pass();

        assertThat(report.phase()).isNotEqualTo("Invalid");
        assertThat(shop.condition("Valid")).startsWith("False Invalid: spec.analysis.metrics[0].template: there is no");
        JsonNode pinned =
                Objects.requireNonNull(shop.newest().getSpec().policySpec).at("/analysis/metrics/0");
        assertThat(pinned.has("template")).isFalse();
        assertThat(pinned.path("query").asText()).isEqualTo("sum(jobs{app='checkout-canary'})");
        assertThat(pinned.path("stableQuery").asText()).isEqualTo("sum(jobs{app='checkout'})");
    }

    @Test
    void a_change_of_a_template_wakes_the_policies_that_name_it_and_no_others() {
        ReleasePolicy here = policy("shop", "here", "jobs", null);
        ReleasePolicy other = policy("shop", "other", "heap", null);
        ReleasePolicy elsewhere = policy("garage", "elsewhere", "jobs", "MetricTemplate");
        ReleasePolicy wide = policy("garage", "wide", "jobs", "ClusterMetricTemplate");
        ReleasePolicy none = policy("shop", "none", "jobs", null);
        none.setSpec(null);
        List<ReleasePolicy> all = List.of(here, other, elsewhere, wide, none);

        assertThat(TemplateCache.namedBy(all, TemplateKind.NAMESPACED, named(new MetricTemplate(), "shop")))
                .containsExactly(new ResourceID("here", "shop"));
        assertThat(TemplateCache.namedBy(all, TemplateKind.CLUSTER, named(new ClusterMetricTemplate(), null)))
                .containsExactly(new ResourceID("wide", "garage"));
    }

    private static ReleasePolicy policy(String namespace, String name, String template, @Nullable String kind) {
        ReleasePolicy policy = new ReleasePolicy();
        policy.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        policy.setSpec(GovernedShop.spec(name));
        name(policy, template, kind);
        return policy;
    }

    private static CustomResource<JsonNode, Void> named(
            CustomResource<JsonNode, Void> template, @Nullable String namespace) {
        template.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("jobs")
                .build());
        return template;
    }
}
