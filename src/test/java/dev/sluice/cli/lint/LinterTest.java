package dev.sluice.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Source;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinterTest {
    private static final String POLICY = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: checkout}
            spec:
              workload: {name: checkout}
              traffic:
                service: checkout
                istio: {}
            """;

    @Test
    void a_valid_policy_has_no_findings_and_other_documents_are_counted() {
        LintReport report = lint("---\n" + POLICY + "---\napiVersion: v1\nkind: ConfigMap\n---\n# nothing\n");

        assertThat(report.findings()).isEmpty();
        assertThat(report.policies()).isEqualTo(1);
        assertThat(report.ignored()).isEqualTo(1);
    }

    @Test
    void every_finding_carries_its_line() {
        assertThat(lines(lint("""
                        # A comment.
                        apiVersion: sluice.dev/v1alpha1
                        kind: ReleasePolicy
                        metadata:
                          name: checkout
                        spec:
                          workload:
                            kind: StatefulSet
                          traffic: {service: checkout,
                            istio: {virtualService: -x}}
                          strategy:
                            canary:
                              steps:
                                - 10

                                - 5
                          odd.key: 1
                        """)))
                .containsExactly(
                        "app.yaml:7: spec.workload.name: is missing; write the Deployment's name",
                        "app.yaml:8: spec.workload.kind: 'StatefulSet' is unknown; write Deployment",
                        "app.yaml:10: spec.traffic.istio.virtualService: '-x' cannot be such a name;"
                                + " write lower-case letters, digits, - and dots",
                        "app.yaml:16: spec.strategy.canary.steps[1]: 5 is not above 10, the step before it;"
                                + " write rising percentages, such as [1, 5, 10, 25, 50]",
                        "app.yaml:17: spec.odd.key: is unknown; remove it; the fields here are"
                                + " workload, traffic, strategy, analysis, onFailure, bake, readyWithin");
    }

    @Test
    void lines_count_on_over_the_documents_of_a_file() {
        assertThat(lines(lint(POLICY + "---\n" + POLICY.replace("checkout}", "cart}") + "  bake: 1d\n")))
                .containsExactly("app.yaml:18: spec.bake: '1d' is not a duration; write 24h (units: ms, s, m, h)");
    }

    @Test
    void a_key_that_is_there_twice_is_an_error() {
        assertThat(lines(lint(POLICY + "  bake: 1m\n  bake: 2m\n")))
                .containsExactly("app.yaml:10: spec.bake: is there twice, first on line 9; remove one of the two");
    }

    @Test
    void a_fault_of_syntax_is_reported_with_its_line_beside_what_stands_before_it() {
        assertThat(lines(lint(POLICY + "  bake: 1d\n---\na: b\n\tc: d\n")))
                .containsExactly(
                        "app.yaml:9: spec.bake: '1d' is not a duration; write 24h (units: ms, s, m, h)",
                        "app.yaml:12: the document: is not YAML: found character '\\t(TAB)' that cannot start"
                                + " any token. (Do not use \\t(TAB) for indentation); indent with spaces");
    }

    @Test
    void json_is_read_too_with_tabs() {
        String json = "{\n\t\"apiVersion\": \"sluice.dev/v1alpha1\",\n\t\"kind\": \"ReleasePolicy\",\n"
                + "\t\"metadata\": {\"name\": \"a\"},\n\t\"spec\": {\n\t\t\"bake\": 5\n\t}\n}";

        assertThat(lines(lint(json)))
                .contains("app.yaml:6: spec.bake: is 5, not a duration; write 5s (units: ms, s, m, h)");
    }

    @Test
    void items_of_a_list_are_read() {
        String items = POLICY.indent(4).replaceFirst("    apiVersion", "  - apiVersion");
        LintReport report = lint("apiVersion: v1\nkind: List\nitems:\n" + items + "      bake: 1d\n");

        assertThat(lines(report))
                .containsExactly("app.yaml:12: spec.bake: '1d' is not a duration; write 24h (units: ms, s, m, h)");
        assertThat(report.policies()).isEqualTo(1);
    }

    @Test
    void aliases_and_merge_keys_are_followed() {
        String merged = """
                apiVersion: sluice.dev/v1alpha1
                kind: ReleasePolicy
                metadata: {name: &name checkout}
                spec:
                  workload: {name: *name}
                  traffic:
                    <<: {service: checkout, istio: {wrong: 1}}
                    service: cart
                """;

        assertThat(lines(lint(merged)))
                .containsExactly("app.yaml:7: spec.traffic.istio.wrong: is unknown; remove it;"
                        + " the fields here are virtualService, routes");
    }

    @Test
    void an_alias_to_itself_and_bottomless_nesting_do_no_harm() {
        assertThat(lines(lint(POLICY + "  strategy: &a {canary: *a}\n")))
                .contains("app.yaml:9: spec.strategy.canary.canary: is unknown; move it to spec.strategy.canary");
        assertThat(lines(lint("a: " + "[".repeat(100_000))))
                .containsExactly("app.yaml:1: the document: nests deeper than 100 levels; write it flatter");
    }

    @Test
    void a_template_is_said_to_be_one() {
        String remedy = "the document: is a template ({{ }}), not yet YAML;"
                + " render it first, for instance: helm template CHART | sluice lint -";

        assertThat(lines(lint(POLICY.replace("{name: checkout}", "{name: {{ .Values.name }}}"))))
                .containsExactly("app.yaml:3: " + remedy);
        assertThat(lines(lint(POLICY.replace("{name: checkout}", "{name: \"{{ .Values.name }}\"}"))))
                .containsExactly("app.yaml:3: " + remedy);
        assertThat(lines(lint("{{- if .Values.canary }}\n" + POLICY + "{{- end }}\n")))
                .containsExactly("app.yaml:1: " + remedy);
    }

    @Test
    void a_template_that_has_nothing_to_do_with_us_is_ignored() {
        LintReport report = lint("{{- if .Values.x }}\nkind: Deployment\n{{- end }}\n");

        assertThat(report.findings()).isEmpty();
        assertThat(report.ignored()).isEqualTo(1);
    }

    @Test
    void braces_in_the_texts_of_other_objects_are_none_of_our_business() {
        String rule = "---\napiVersion: v1\nkind: ConfigMap\ndata: {x: '{{ $labels.pod }}'}\n";

        assertThat(lint(POLICY + rule).findings()).isEmpty();
    }

    @Test
    void a_misspelt_kind_or_group_is_found() {
        assertThat(lines(lint(POLICY.replace("ReleasePolicy", "ReleasePolice"))))
                .containsExactly("app.yaml:2: kind: 'ReleasePolice' is unknown; did you mean ReleasePolicy?");
        assertThat(lines(lint(POLICY.replace("sluice.dev", "sluice.io"))))
                .containsExactly(
                        "app.yaml:1: apiVersion: 'sluice.io/v1alpha1' is unknown; did you mean sluice.dev/v1alpha1?");
        assertThat(lines(lint(POLICY.replace("ReleasePolicy", "ReleaseGuardrail"))))
                .containsExactly("app.yaml:2: kind: ReleaseGuardrail is not in this version; remove this document");
        assertThat(lint(POLICY.replace("ReleasePolicy", "Release")).ignored()).isEqualTo(1);
    }

    @Test
    void two_policies_on_one_deployment_are_found_across_files() {
        List<Source> sources = List.of(
                new Source("a/one.yaml", POLICY),
                new Source("b/two.yaml", POLICY.replace("{name: checkout}\nspec", "{name: rival}\nspec")));

        assertThat(lines(Linter.lint(sources)))
                .containsExactly("b/two.yaml:5: spec.workload.name: Deployment checkout is governed by policy checkout"
                        + " (a/one.yaml:1) too; delete one of the two policies");
    }

    @Test
    void two_policies_on_one_route_are_found() {
        String rival = POLICY.replace("{name: checkout}", "{name: cart}");

        assertThat(lines(lint(POLICY + "---\n" + rival)))
                .containsExactly("app.yaml:16: spec.traffic.service: the routes of VirtualService checkout to Service"
                        + " checkout are governed by policy checkout (app.yaml:1) too;"
                        + " give each Deployment its own Service and routes");
    }

    @Test
    void the_same_policy_in_two_directories_or_namespaces_is_no_conflict() {
        String elsewhere = POLICY.replace("{name: checkout}\nspec", "{name: rival, namespace: other}\nspec");

        assertThat(Linter.lint(List.of(new Source("prod/p.yaml", POLICY), new Source("test/p.yaml", POLICY)))
                        .findings())
                .isEmpty();
        assertThat(lint(POLICY + "---\n" + elsewhere).findings()).isEmpty();
        assertThat(lines(lint(POLICY + "---\n" + POLICY)))
                .containsExactly("app.yaml:12: metadata.name: checkout is in this file twice (app.yaml:1);"
                        + " delete or rename one of the two");
    }

    private static final String MEASURED = POLICY + """
              analysis:
                metrics:
                  - name: heap
                    template: {name: heap}
                    variables: {area: old}
            """;

    private static final String TEMPLATE = """
            apiVersion: sluice.dev/v1alpha1
            kind: MetricTemplate
            metadata: {name: heap}
            spec:
              query: avg(heap{pod=~"{{pods}}",area="{{area}}"})
              variables: [{name: area}]
              compare: {worse: higher}
            """;

    @Test
    void a_policy_is_checked_with_the_templates_in_the_files_wherever_they_stand() {
        LintReport report = lint(MEASURED + "---\n" + TEMPLATE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.policies()).isEqualTo(1);
        assertThat(report.templates()).isEqualTo(1);
        assertThat(lines(lint(MEASURED.replace("area: old", "areas: old") + "---\n" + TEMPLATE)))
                .containsExactly(
                        "app.yaml:13: spec.analysis.metrics[0].variables.areas: is no variable of MetricTemplate"
                                + " default/heap; did you mean area?",
                        "app.yaml:13: spec.analysis.metrics[0].variables: lacks area, for which MetricTemplate"
                                + " default/heap has no default; write variables: {area: …}");
        assertThat(lines(lint(MEASURED.replace("name: heap}", "name: heap, kind: ClusterMetricTemplate}") + "---\n"
                        + TEMPLATE.replace("kind: ", "kind: Cluster").replace("query: avg", "query: sum("))))
                .contains("app.yaml:19: spec.query: has a ( that is not closed; make its brackets come in pairs");
    }

    @Test
    void a_template_that_is_not_in_the_files_may_be_in_the_cluster() {
        assertThat(lint(MEASURED).findings()).isEmpty();
        assertThat(lint(MEASURED + "---\n" + TEMPLATE.replace("{name: heap}", "{name: heap, namespace: other}"))
                        .findings())
                .isEmpty();
    }

    @Test
    void a_template_has_faults_of_its_own() {
        assertThat(lines(lint(TEMPLATE.replace("kind: Metric", "kind: Metrik") + "  window: 1d\n")))
                .containsExactly("app.yaml:2: kind: 'MetrikTemplate' is unknown; did you mean MetricTemplate?");
        assertThat(lines(lint(TEMPLATE + "  window: 1d\n")))
                .containsExactly("app.yaml:8: spec.window: '1d' is not a duration; write 24h (units: ms, s, m, h)");
    }

    private static LintReport lint(String text) {
        return Linter.lint(List.of(new Source("app.yaml", text)));
    }

    private static List<String> lines(LintReport report) {
        return report.findings().stream().map(Finding::toString).collect(Collectors.toList());
    }
}
