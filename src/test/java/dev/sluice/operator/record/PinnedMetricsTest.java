package dev.sluice.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.metric.TemplateRef;
import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.core.policy.ReleasePlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinnedMetricsTest {
    private static final String POLICY = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: cart, namespace: shop}
            spec:
              workload: {name: cart}
              traffic: {service: cart, istio: {}}
              analysis:
                metrics:
                  - {name: a, template: {name: t}, variables: {x: "a|b"}}
                  - {name: b, query: "up{pod=~'{{pods}}'}", limit: {max: 5}}
                  - {name: c, template: {name: t}, limit: {min: -0.125, max: 3e8, failures: 7, within: 90s}}
                  - {name: d, template: {name: t}, compare: {worse: lower, tolerance: 0.7%, slack: 0.3}}
            """;

    private static final String TEMPLATE = """
            apiVersion: sluice.dev/v1alpha1
            kind: MetricTemplate
            metadata: {name: t}
            spec:
              query: sum(y{pod=~"{{pods}}",x=~"{{x}}"})
              variables: [{name: x, default: none}]
              compare: {worse: either}
            """;

    private static final MetricTemplates TEMPLATES = new MetricTemplates() {
        @Override
        public Optional<JsonNode> find(TemplateRef template) {
            return Optional.of(parse(TEMPLATE));
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    };

    @Test
    void what_is_pinned_asks_the_same_without_any_template() {
        JsonNode policy = parse(POLICY);
        ReleasePlan plan = read(policy, TEMPLATES);

        ObjectNode pinned = policy.deepCopy();
        pinned.set("spec", PinnedMetrics.spec(policy.get("spec"), plan));

        assertThat(read(pinned, MetricTemplates.NONE)).isEqualTo(plan);
        assertThat(policy).isEqualTo(parse(POLICY));
        assertThat(pinned.at("/spec/analysis/metrics/1")).isEqualTo(policy.at("/spec/analysis/metrics/1"));
    }

    @Test
    void a_spec_without_templates_stays_as_it_is() {
        JsonNode policy = parse(POLICY.replaceAll("(?m)^.*template:.*\\n", ""));

        assertThat(PinnedMetrics.spec(policy.get("spec"), read(policy, MetricTemplates.NONE)))
                .isSameAs(policy.get("spec"));
    }

    private static ReleasePlan read(JsonNode policy, MetricTemplates templates) {
        return new PolicyReader(Defaults.STANDARD, templates).read(policy).fold(plan -> plan, errors -> {
            throw new AssertionError(errors.toString());
        });
    }

    private static JsonNode parse(String yaml) {
        return Serialization.unmarshal(yaml, JsonNode.class);
    }
}
