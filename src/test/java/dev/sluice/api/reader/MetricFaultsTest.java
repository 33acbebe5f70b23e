package dev.sluice.api.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.metric.TemplateKind;
import dev.sluice.api.metric.TemplateRef;
import dev.sluice.core.policy.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can be wrong with a metric of a team's own. */
class MetricFaultsTest {
    private static final String AT = "/spec/analysis/metrics";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /spec/analysis/metrics | {} | spec.analysis.metrics: is an object, not a list; write 1 to 20 metrics
                    /spec/analysis/metrics | [] | spec.analysis.metrics: has 0 metrics; write 1 to 20 metrics
                    /spec/analysis/metrics | [heap] | spec.analysis.metrics[0]: is the text 'heap'; write an object with name, query, stableQuery, template, variables, window, limit, compare
                    /spec/analysis/metrics/0/max | 5 | spec.analysis.metrics[0].max: is unknown; move it to spec.analysis.metrics[].limit.max
                    /spec/analysis/metrics/0/name | Heap | spec.analysis.metrics[0].name: 'Heap' cannot be such a name; write lower-case letters, digits and -, a letter first
                    /spec/analysis/metrics/1/name | heap | spec.analysis.metrics[1].name: 'heap' is there twice; give each metric a name of its own
                    /spec/analysis/metrics/0/query | 5 | spec.analysis.metrics[0].query: is 5, not text; put it in quotes: "5"
                    /spec/analysis/metrics/0/query | " " | spec.analysis.metrics[0].query: is empty; write a PromQL expression that gives one number
                    /spec/analysis/metrics/0/query | sum(up | spec.analysis.metrics[0].query: has a ( that is not closed; make its brackets come in pairs
                    /spec/analysis/metrics/0/query | up{pod="x} | spec.analysis.metrics[0].query: has a " without its second one; close the quotes in the same line
                    /spec/analysis/metrics/0/query | up{pod="{{pod}}"} | spec.analysis.metrics[0].query: names the variable {{pod}}, which is unknown; did you mean {{pods}}?
                    /spec/analysis/metrics/0/query | up{pod="{{container}}"} | spec.analysis.metrics[0].query: names the variable {{container}}, which is unknown; the variables are namespace, workload, pods, service, window
                    /spec/analysis/metrics/0/query | up{pod="{{pods"} | spec.analysis.metrics[0].query: has {{ without a name and }} behind it; write a variable as {{workload}}, braces included
                    /spec/analysis/metrics/0/query | `count({__name__=~"up"}) / {{pods}}` | spec.analysis.metrics[0].query: has {{pods}} outside of quotes, where only a name, a number or a duration can stand; put it in quotes, as in =~"{{pods}}"
                    /spec/analysis/metrics/0/stableQuery | up) | spec.analysis.metrics[0].stableQuery: has a ) without the ( before it; make its brackets come in pairs
                    /spec/analysis/metrics/0/window | 1s | spec.analysis.metrics[0].window: '1s' is less than 5s; write a duration from 5s to 1h
                    /spec/analysis/metrics/0/limit | {max: 1} | spec.analysis.metrics[0].compare: is there beside limit; keep one of the two; for both write two metrics
                    /spec/analysis/metrics/0/variables | {a: b} | spec.analysis.metrics[0].variables: belongs to a template; write the values into the query, or name a template
                    /spec/analysis/metrics/0/compare | {worse: up} | spec.analysis.metrics[0].compare.worse: 'up' is unknown; write higher or lower or either
                    /spec/analysis/metrics/0/compare | {} | spec.analysis.metrics[0].compare.worse: is missing; write which way is worse: higher, lower or either
                    /spec/analysis/metrics/0/compare/tolerance | 0.1 | spec.analysis.metrics[0].compare.tolerance: is 0.1, not a percentage; write 0.1% or 10%, whichever is meant
                    /spec/analysis/metrics/0/compare/slack | -1 | spec.analysis.metrics[0].compare.slack: -1 is less than 0; write a number from 0 to 1000000000000000
                    /spec/analysis/metrics/1/limit | {} | spec.analysis.metrics[1].limit: has no limit in it; write the greatest value as max, the least one as min, or both
                    /spec/analysis/metrics/1/limit | {min: 2, max: 2} | spec.analysis.metrics[1].limit.min: is not below max; exchange them, or remove one
                    /spec/analysis/metrics/1/limit/max | 300Mi | spec.analysis.metrics[1].limit.max: is the text '300Mi', not a number; write a number from -1000000000000000 to 1000000000000000
                    /spec/analysis/metrics/1/limit/max | 1e16 | spec.analysis.metrics[1].limit.max: 10000000000000000 is more than 1000000000000000; write a number from -1000000000000000 to 1000000000000000
                    /spec/analysis/metrics/1/stableQuery | up | spec.analysis.metrics[1].stableQuery: is never asked, as nothing is compared; remove it, or write compare
                    /spec/analysis/metrics/1 | {name: a, limit: {max: 1}} | spec.analysis.metrics[1].query: is missing; write a PromQL expression that gives one number, or name a template
                    /spec/analysis/metrics/1 | {name: a, query: up} | spec.analysis.metrics[1].limit: has neither limit nor compare; write limit: {max: …}, or compare: {worse: higher, tolerance: 10%}
                    /spec/analysis/metrics/1 | {name: a, query: up, compare: {worse: lower}} | spec.analysis.metrics[1].query: asks the same for both versions; name {{workload}}, {{pods}} or {{service}} in it, or write stableQuery
                    /spec/analysis/metrics/2/query | up | spec.analysis.metrics[2].query: is there beside template; keep one of the two
                    /spec/analysis/metrics/2/template | queue-depth | spec.analysis.metrics[2].template: is the text 'queue-depth'; write an object with name, kind
                    /spec/analysis/metrics/2/template | {} | spec.analysis.metrics[2].template.name: is missing; write the template's name
                    /spec/analysis/metrics/2/template/name | nowhere | spec.analysis.metrics[2].template: there is no ClusterMetricTemplate nowhere; create it, or write the name of one that is there
                    /spec/analysis/metrics/2/template | {name: nowhere} | spec.analysis.metrics[2].template: there is no MetricTemplate shop/nowhere; create it, or write the name of one that is there
                    /spec/analysis/metrics/2/template/kind | Metric | spec.analysis.metrics[2].template.kind: 'Metric' is unknown; write MetricTemplate or ClusterMetricTemplate
                    /spec/analysis/metrics/2/variables | {} | spec.analysis.metrics[2].variables: lacks queue, for which ClusterMetricTemplate queue-depth has no default; write variables: {queue: …}
                    /spec/analysis/metrics/2/variables/queues | a | spec.analysis.metrics[2].variables.queues: is no variable of ClusterMetricTemplate queue-depth; did you mean queue?
                    /spec/analysis/metrics/2/variables/colour | a | spec.analysis.metrics[2].variables.colour: is no variable of ClusterMetricTemplate queue-depth; it has queue, suffix
                    /spec/analysis/metrics/2/variables/queue | 7 | spec.analysis.metrics[2].variables.queue: is 7, not text; put it in quotes: "7"
                    /spec/analysis/metrics/2/variables/queue | 'x"} or up{a="' | spec.analysis.metrics[2].variables.queue: 'x"} or up{a="' has a quote, a backslash, a brace or a line break in it; write it without; in a regular expression [.] stands for \\.
                    """)
    void a_wrong_metric_is_refused_with_what_to_write(String pointer, String value, String expected) {
        assertThat(errors(Policies.read(Policies.fullWith(pointer, Policies.parse(value)))))
                .containsExactly(expected);
    }

    @Test
    void a_query_has_bounds_as_it_is_written_and_as_it_is_asked() {
        String pods = "up{pod=~\"{{pods}}\"}";
        String written = pods + " + 0".repeat((2000 - pods.length()) / 4);

        assertThat(errors(Policies.read(Policies.fullWith(AT + "/0/query", text(written)))))
                .containsExactly("spec.analysis.metrics[0].query: has 2071 characters;"
                        + " at most 2000 are possible; a recording rule of Prometheus can hold the rest");
        assertThat(errors(Policies.read(Policies.fullWith(AT + "/0/query", text("+".repeat(2001))))))
                .singleElement()
                .asString()
                .contains("has 2001 characters");
    }

    @Test
    void more_than_twenty_metrics_are_refused() {
        String one = "{name: m, query: up, limit: {max: 1}}";

        assertThat(errors(
                        Policies.read(Policies.fullWith(AT, Policies.parse("[" + (one + ",").repeat(20) + one + "]")))))
                .containsExactly("spec.analysis.metrics: has 21 metrics; write 1 to 20 metrics");
    }

    @Test
    void a_template_with_a_fault_is_named_with_it() {
        Map<TemplateRef, String> texts = Map.of(new TemplateRef(TemplateKind.CLUSTER, "shop", "queue-depth"), """
                apiVersion: sluice.dev/v1alpha1
                kind: ClusterMetricTemplate
                metadata: {name: queue-depth}
                spec: {query: sum(up}
                """);

        assertThat(errors(reader(new Policies.Templates(texts)).read(Policies.parse(Policies.FULL))))
                .containsExactly(
                        "spec.analysis.metrics[2].template: ClusterMetricTemplate queue-depth is invalid:"
                                + " spec.query: has a ( that is not closed; mend the template: make its brackets come in pairs");
    }

    @Test
    void a_template_that_leaves_the_judgement_to_the_policy_needs_one() {
        Map<TemplateRef, String> texts = Map.of(new TemplateRef(TemplateKind.CLUSTER, "shop", "queue-depth"), """
                apiVersion: sluice.dev/v1alpha1
                kind: ClusterMetricTemplate
                metadata: {name: queue-depth}
                spec: {query: 'sum(up{q="{{queue}}"})', variables: [{name: queue}]}
                """);

        assertThat(errors(reader(new Policies.Templates(texts)).read(Policies.parse(Policies.FULL))))
                .containsExactly("spec.analysis.metrics[2].limit: has neither limit nor compare, nor does"
                        + " ClusterMetricTemplate queue-depth have one;"
                        + " write limit: {max: …}, or compare: {worse: higher, tolerance: 10%}");
    }

    /** A file without the template that it names may be right all the same. */
    @Test
    void where_not_all_templates_are_known_a_missing_one_is_no_fault() {
        MetricTemplates some = new MetricTemplates() {
            @Override
            public Optional<JsonNode> find(TemplateRef template) {
                return Optional.empty();
            }

            @Override
            public boolean isWhole() {
                return false;
            }
        };

        assertThat(errors(reader(some).read(Policies.parse(Policies.FULL)))).isEmpty();
        assertThat(errors(reader(MetricTemplates.NONE).read(Policies.parse(Policies.FULL))))
                .isNotEmpty();
    }

    private static PolicyReader reader(MetricTemplates templates) {
        return new PolicyReader(Defaults.STANDARD, templates);
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static List<String> errors(PolicyReading reading) {
        return reading.errors().stream().map(FieldError::toString).toList();
    }
}
