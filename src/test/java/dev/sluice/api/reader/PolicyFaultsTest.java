package dev.sluice.api.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.core.metric.MetricPreset;
import dev.sluice.core.policy.FieldError;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFaultsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /spec/bake | 10 minutes | spec.bake: '10 minutes' is not a duration; write 10m (units: ms, s, m, h)
                    /spec/bake | 600 | spec.bake: is 600, not a duration; write 600s (units: ms, s, m, h)
                    /spec/bake | PT1H30M | spec.bake: 'PT1H30M' is not a duration; write 1h30m (units: ms, s, m, h)
                    /spec/bake | 1d | spec.bake: '1d' is not a duration; write 24h (units: ms, s, m, h)
                    /spec/bake | -5m | spec.bake: '-5m' is not a duration; write 10m (units: ms, s, m, h)
                    /spec/bake | 25h | spec.bake: '25h' is more than 24h; write a duration from 0s to 24h
                    /spec/bake | ~ | spec.bake: has no value, not a duration; write 10m (units: ms, s, m, h)
                    /spec/readyWithin | 1s | spec.readyWithin: '1s' is less than 10s; write a duration from 10s to 24h
                    /spec/onFailure | undo | spec.onFailure: 'undo' is unknown; write rollback or pause
                    /spec/onFailure | Rollback | spec.onFailure: 'Rollback' is unknown; did you mean rollback?
                    /spec/onFailure | true | spec.onFailure: is true, not text; put it in quotes: "true"
                    /spec/workload | cart | spec.workload: is the text 'cart'; write an object with kind, name
                    /spec/workload/kind | StatefulSet | spec.workload.kind: 'StatefulSet' is unknown; write Deployment
                    /spec/workload/name | 42 | spec.workload.name: is 42, not text; put it in quotes: "42"
                    /spec/workload/name | 2cart | spec.workload.name: '2cart' cannot be such a name; write lower-case letters, digits and -, a letter first
                    /spec/workload/name | Cart | spec.workload.name: 'Cart' cannot be such a name; write lower-case letters, digits and -, a letter first
                    /spec/workload/name | a23456789-b23456789-c23456789-d23456789-e23456789-f234567 | spec.workload.name: 'a23456789-b23456789-c23456789-d23456789-e23456789-f234567' has 57 characters; at most 56 are possible here
                    /spec/traffic/service | cart.shop.svc | spec.traffic.service: 'cart.shop.svc' has a domain; write cart; the Service must be in the policy's namespace
                    /spec/traffic/service | cart-canary | spec.traffic.service: 'cart-canary' is the candidate's own Service; write the Service that clients call, or rename it
                    /spec/traffic/istio | true | spec.traffic.istio: is true; write an object with virtualService, routes
                    /spec/traffic/istio/routes | primary | spec.traffic.istio.routes: is the text 'primary', not a list; write 1 to 50 names of HTTP routes, or remove it to edit every route
                    /spec/traffic/istio/routes | [] | spec.traffic.istio.routes: has 0 names; write 1 to 50 names of HTTP routes, or remove it to edit every route
                    /spec/traffic/istio/routes | [a, a] | spec.traffic.istio.routes[1]: 'a' is there twice; remove one
                    /spec/traffic/istio/routes | [a, 1] | spec.traffic.istio.routes[1]: is 1, not a route's name; write the name of an HTTP route
                    /spec/traffic/smi | {} | spec.traffic.smi: is not in this version; write traffic.istio; it is the one mesh of this version
                    /spec/strategy/blueGreen | {} | spec.strategy.blueGreen: is not in this version; write strategy.canary; it is the one strategy of this version
                    /spec/strategy/canary/step | [1] | spec.strategy.canary.step: is unknown; did you mean steps?
                    /spec/strategy/canary/every | 1m | spec.strategy.canary.every: is unknown; move it to spec.strategy.canary.pace.every
                    /spec/strategy/canary/mirror | 1m | spec.strategy.canary.mirror: is unknown; remove it; the fields here are steps, pace, maxDuration, onInconclusive
                    /spec/strategy/canary/steps | 10 | spec.strategy.canary.steps: is 10, not a list; write 1 to 20 percentages, such as [1, 5, 10, 25, 50]
                    /spec/strategy/canary/steps | [] | spec.strategy.canary.steps: has 0 steps; write 1 to 20 percentages, such as [1, 5, 10, 25, 50]
                    /spec/strategy/canary/steps | [5, 5] | spec.strategy.canary.steps[1]: 5 is not above 5, the step before it; write rising percentages, such as [1, 5, 10, 25, 50]
                    /spec/strategy/canary/steps | [5, 100] | spec.strategy.canary.steps[1]: 100 is more than 94; write a whole number from 1 to 94
                    /spec/strategy/canary/steps | [2.5] | spec.strategy.canary.steps[0]: is 2.5, not a whole number; write a whole number from 1 to 94
                    /spec/strategy/canary/steps | [5%] | spec.strategy.canary.steps[0]: is the text '5%', not a whole number; write a whole number from 1 to 94
                    /spec/strategy/canary/pace | 1m | spec.strategy.canary.pace: is the text '1m', not a pace; write {every: 1m}, or pace: evidence
                    /spec/strategy/canary/pace | slow | spec.strategy.canary.pace: is the text 'slow', not a pace; write evidence, or {every: 1m} for a fixed pace
                    /spec/strategy/canary/pace | {} | spec.strategy.canary.pace.every: is missing; write {every: 1m}, or pace: evidence
                    /spec/strategy/canary/pace | {each: 1m, every: 1m} | spec.strategy.canary.pace.each: is unknown; remove it; the fields here are every
                    /spec/strategy/canary/pace/every | 40m | spec.strategy.canary.maxDuration: 2 steps of 40m take 1h20m, more than 1h; write maxDuration: 1h20m or more, or a shorter pace
                    /spec/analysis/errors/objective | 99.9 | spec.analysis.errors.objective: is 99.9, not a percentage; write 99.9%
                    /spec/analysis/errors/objective | 100% | spec.analysis.errors.objective: '100%' is more than 99.999%; write a percentage from 50% to 99.999%
                    /spec/analysis/errors/failures | 5xx | spec.analysis.errors.failures: is the text '5xx', not a list; write statuses from 300 to 599, or classes such as 5xx
                    /spec/analysis/errors/failures | [] | spec.analysis.errors.failures: has 0 statuses; write statuses from 300 to 599, or classes such as 5xx
                    /spec/analysis/errors/failures | [2xx] | spec.analysis.errors.failures[0]: is the text '2xx', not a status of a failure; write statuses from 300 to 599, or classes such as 5xx
                    /spec/analysis/errors/failures | [5xx, 600] | spec.analysis.errors.failures[1]: is 600, not a status of a failure; write statuses from 300 to 599, or classes such as 5xx
                    /spec/analysis/errors/failures | [429, "429"] | spec.analysis.errors.failures[1]: is the text '429' and there twice; remove one
                    /spec/analysis/errors/failures | [{}] | spec.analysis.errors.failures[0]: is an object, not a status of a failure; write statuses from 300 to 599, or classes such as 5xx
                    /spec/analysis/errors/grpcFailures | [0] | spec.analysis.errors.grpcFailures[0]: is 0, not a status of a failure; write numbers from 1 to 16, or names such as UNAVAILABLE
                    /spec/analysis/errors/grpcFailures | [17] | spec.analysis.errors.grpcFailures[0]: is 17, not a status of a failure; write numbers from 1 to 16, or names such as UNAVAILABLE
                    /spec/analysis/errors/grpcFailures | [1.5] | spec.analysis.errors.grpcFailures[0]: is 1.5, not a status of a failure; write numbers from 1 to 16, or names such as UNAVAILABLE
                    /spec/analysis/errors/grpcFailures | [UNAVAILABEL] | spec.analysis.errors.grpcFailures[0]: is the text 'UNAVAILABEL', not a status of a failure; did you mean UNAVAILABLE?
                    /spec/analysis/errors/grpcFailures | [14, UNAVAILABLE] | spec.analysis.errors.grpcFailures[1]: is the text 'UNAVAILABLE' and there twice; remove one
                    /spec/analysis/errors/route | http-route | spec.analysis.errors.route: 'http-route' cannot be a label's name; write at most 63 letters, digits and _, no digit first
                    /spec/analysis/latency | ~ | spec.analysis.latency: has no value; write an object with objective, percentile, maxRatio, warmUp
                    /spec/analysis/latency/objective | 500 | spec.analysis.latency.objective: is 500, not a duration; write 500s (units: ms, s, m, h)
                    /spec/analysis/latency/percentile | 0 | spec.analysis.latency.percentile: 0 is not above 0 and below 100; write a number above 0 and below 100
                    /spec/analysis/latency/warmUp | 2h | spec.analysis.latency.warmUp: '2h' is more than 1h; write a duration from 0s to 1h
                    /spec/analysis/latency/slowest | 1s | spec.analysis.latency.slowest: is unknown; remove it; the fields here are objective, percentile, maxRatio, warmUp
                    /spec/analysis/baseline | new | spec.analysis.baseline: 'new' is unknown; write serving or fresh
                    /spec/workload/name | a23456789-b23456789-c23456789-d23456789-e23456789-f2345 | spec.analysis.baseline: is fresh, and the copy's name, the Deployment's with -baseline behind it, would have 64 characters; at most 63 are possible; write serving, or give the Deployment a shorter name
                    /spec/analysis/quiet | {} | spec.analysis.quiet.path: is missing; write the path of a request that does no harm, such as /healthz
                    /spec/analysis/quiet/path | healthz | spec.analysis.quiet.path: 'healthz' is not the path of a request; write one that begins with one slash, such as /healthz; what a URL can't hold is written as %20
                    /spec/analysis/quiet/path | //evil.example | spec.analysis.quiet.path: '//evil.example' is not the path of a request; write one that begins with one slash, such as /healthz; what a URL can't hold is written as %20
                    /spec/analysis/quiet/path | /a b | spec.analysis.quiet.path: '/a b' is not the path of a request; write one that begins with one slash, such as /healthz; what a URL can't hold is written as %20
                    /spec/analysis/quiet/perSecond | 11 | spec.analysis.quiet.perSecond: 11 is more than 10; write a number from 0.1 to 10
                    /spec/analysis/quiet/port | 0 | spec.analysis.quiet.port: is 0, not a port of the Service; write its number, from 1 to 65535, or its name
                    /spec/analysis/quiet/port | "8080" | spec.analysis.quiet.port: is the text '8080', not a port of the Service; write its number, from 1 to 65535, or its name
                    /spec/analysis/quiet/port | 99999999999 | spec.analysis.quiet.port: is 99999999999, not a port of the Service; write its number, from 1 to 65535, or its name
                    /spec/analysis/errors/maxRatio | 0.9 | spec.analysis.errors.maxRatio: 0.9 is less than 1; write a number from 1 to 10
                    /spec/analysis/errors/maxRatio | 125% | spec.analysis.errors.maxRatio: is the text '125%', not a number; write a number from 1 to 10
                    /spec/analysis/errors/maxIncrease | 0.001 | spec.analysis.errors.maxIncrease: is 0.001, not a percentage; write 0.001% or 0.1%, whichever is meant
                    /spec/analysis/errors/maxIncrease | 2 | spec.analysis.errors.maxIncrease: is 2, not a percentage; write 2%
                    /spec/analysis/errors/maxIncrease | .1% | spec.analysis.errors.maxIncrease: '.1%' is not a percentage; write a number and a percent sign, such as 0.1%
                    /spec/analysis/errors/harmBudget | 0% | spec.analysis.errors.harmBudget: '0%' is less than 0.001%; write a percentage from 0.001% to 50%
                    /spec/analysis/thresholds/latency/percentile | 100 | spec.analysis.thresholds.latency.percentile: 100 is not above 0 and below 100; write a number above 0 and below 100
                    /spec/analysis/thresholds/latency | {} | spec.analysis.thresholds.latency.max: is missing; write the greatest latency, such as 500ms
                    /spec/analysis/thresholds | {failures: 2} | spec.analysis.thresholds: has no limit in it; write errorRate: 1%, latency: {max: 500ms} or both
                    /spec/analysis/thresholds/failures | 0 | spec.analysis.thresholds.failures: 0 is less than 1; write a whole number from 1 to 100
                    /spec/analysis/prometheus/interval | 60s | spec.analysis.prometheus.interval: 1m is not shorter than noDataLimit, 1m; write a shorter interval, or a longer analysis.noDataLimit
                    /spec/analysis/prometheus | 5 | spec.analysis.prometheus: is 5; write an object with address, preset, secret, insecureSkipVerify, timeout, interval
                    /spec/analysis/prometheus/url | http://prom | spec.analysis.prometheus.url: is unknown; remove it; the fields here are address, preset, secret, insecureSkipVerify, timeout, interval
                    /spec/analysis/prometheus/preset | linkerd | spec.analysis.prometheus.preset: 'linkerd' is unknown; write istio or istio-server or envoy or http
                    /spec/analysis/prometheus/insecureSkipVerify | yes please | spec.analysis.prometheus.insecureSkipVerify: is the text 'yes please'; write true or false
                    /spec/analysis/prometheus/address | prometheus:9090 | spec.analysis.prometheus.address: 'prometheus:9090' is not an http or https address; write such as http://prometheus.monitoring:9090
                    /spec/analysis/prometheus/address | https://joe:secret@prom:9090 | spec.analysis.prometheus.address: holds credentials; put them into a Secret and write its name as analysis.prometheus.secret
                    /spec/analysis/prometheus/address | http://prom:9090 | spec.analysis.prometheus.insecureSkipVerify: is true, but an http address has no certificate; remove it, or write an https address
                    /spec/analysis/prometheus/address | https://prom:9090/?x=1 | spec.analysis.prometheus.address: 'https://prom:9090/?x=1' has a query; write the address without ? and #
                    /spec/checks | [] | spec.checks: is not in this version; remove it and run such checks before the image changes
                    /spec/maxDuration | 1h | spec.maxDuration: is unknown; move it to spec.strategy.canary.maxDuration
                    /metadata/name | Cart | metadata.name: 'Cart' cannot be such a name; write lower-case letters, digits, - and dots
                    /apiVersion | sluice.dev/v1 | apiVersion: 'sluice.dev/v1' is unknown; write sluice.dev/v1alpha1
                    /specs | {} | specs: is unknown; did you mean spec?
                    """)
    void a_wrong_value_is_refused_with_what_to_write(String pointer, String value, String expected) {
        assertThat(errors(Policies.fullWith(pointer, Policies.parse(value))))
                .extracting(FieldError::toString)
                .containsExactly(expected);
    }

    @Test
    void a_path_cannot_add_lines_to_a_request() {
        JsonNode path = JsonNodeFactory.instance.textNode("/a HTTP/1.1\r\nHost: b");

        assertThat(errors(Policies.fullWith("/spec/analysis/quiet/path", path)))
                .extracting(FieldError::path)
                .containsExactly("spec.analysis.quiet.path");
    }

    @Test
    void a_fresh_copy_needs_something_that_youth_makes_a_difference_to() {
        String policy =
                Policies.MINIMAL + "  analysis: {baseline: fresh, metrics: [{name: a, query: b, limit: {max: 1}}]}\n";

        assertThat(errors(Policies.parse(policy)))
                .extracting(FieldError::toString)
                .containsExactly(
                        "spec.analysis.baseline: is fresh, but nothing is compared in which young pods differ from"
                                + " old ones; write latency: {} or a metric with compare, or remove it");
        assertThat(errors(Policies.parse(policy.replace("baseline: fresh", "baseline: fresh, latency: {}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'errors: {grpcFailures: [14]}', errors.grpcFailures, gRPC status codes, istio or istio-server",
        "'errors: {route: path}', errors.route, a label for the route, istio or istio-server or http",
        "'latency: {}, baseline: fresh', baseline, a copy of the stable version apart from it, istio or istio-server or http"
    })
    void what_envoys_counters_cannot_give_is_refused(String field, String path, String need, String others) {
        String policy = Policies.MINIMAL + "  analysis: {prometheus: {preset: envoy}, " + field + "}\n";

        assertThat(errors(Policies.parse(policy)))
                .extracting(FieldError::toString)
                .containsExactly("spec.analysis." + path + ": needs " + need + ", which the preset envoy can't give;"
                        + " remove it, or write analysis.prometheus.preset: " + others);
        assertThat(errors(Policies.parse(policy.replace("fresh", "serving").replace("errors: {", "xrrors: {"))))
                .extracting(FieldError::path)
                .doesNotContain("spec.analysis." + path);
    }

    @Test
    void requests_of_sluices_own_are_refused_where_the_counters_would_see_them_too() {
        for (String preset : List.of("istio-server", "http")) {
            String policy = Policies.MINIMAL + "  analysis: {prometheus: {preset: " + preset + "}, quiet: {path: /}}\n";

            assertThat(errors(Policies.parse(policy)))
                    .extracting(FieldError::toString)
                    .containsExactly("spec.analysis.quiet: needs both arms in one scrape, which the preset " + preset
                            + " can't give; remove it, or write analysis.prometheus.preset: istio or envoy");
        }
    }

    @Test
    void a_fixed_pace_needs_thresholds() {
        JsonNode policy = Policies.parse(Policies.MINIMAL + "  strategy: {canary: {pace: {every: 1m}}}\n");

        assertThat(errors(policy))
                .extracting(FieldError::toString)
                .containsExactly("spec.analysis.thresholds: is missing, and nothing else judges a fixed pace;"
                        + " write thresholds: {errorRate: 1%}, or strategy.canary.pace: evidence");
    }

    @Test
    void thresholds_go_with_the_evidence_too() {
        String policy = Policies.MINIMAL + "  analysis: {thresholds: {latency: {max: 1s}}}\n";

        assertThat(errors(Policies.parse(policy))).isEmpty();
    }

    @Test
    void what_the_preset_cannot_give_is_refused_by_name() {
        MetricPreset bare = new MetricPreset("bare", Set.of());
        String policy = Policies.MINIMAL
                + "  analysis: {prometheus: {preset: bare}, thresholds: {errorRate: 1%, latency: {max: 1s}}}\n";

        assertThat(errors(policy, List.of(bare, MetricPreset.ENVOY, MetricPreset.HTTP)))
                .containsExactly("spec.analysis.thresholds.latency: needs latency buckets, which the preset bare can't"
                        + " give; remove it, or write analysis.prometheus.preset: envoy or http");
        assertThat(errors(policy, List.of(bare)))
                .containsExactly("spec.analysis.thresholds.latency: needs latency buckets, which the preset bare can't"
                        + " give; remove it");
        assertThat(errors(policy.replace(", latency: {max: 1s}", ""), List.of(bare)))
                .isEmpty();
    }

    private static List<String> errors(String policy, List<MetricPreset> presets) {
        return new PolicyReader(Defaults.STANDARD, MetricTemplates.NONE, presets)
                .read(Policies.parse(policy)).errors().stream()
                        .map(FieldError::toString)
                        .toList();
    }

    @Test
    void every_fault_is_reported_not_only_the_first() {
        JsonNode policy = Policies.parse("""
                apiVersion: sluice.dev/v1alpha1
                kind: ReleasePolicy
                metadata: {}
                spec:
                  workload: {}
                  traffic: {}
                  strategy: {canary: {steps: [0, 3, 2, 95]}}
                """);

        assertThat(paths(policy))
                .containsExactly(
                        "metadata.name",
                        "spec.workload.name",
                        "spec.traffic.service",
                        "spec.traffic.istio",
                        "spec.strategy.canary.steps[0]",
                        "spec.strategy.canary.steps[2]",
                        "spec.strategy.canary.steps[3]");
    }

    @Test
    void something_else_than_a_policy_is_refused() {
        assertThat(paths(Policies.parse("[1, 2]"))).containsExactly("the document");
        assertThat(paths(Policies.parse("{kind: ReleasePolicy}"))).containsExactly("apiVersion", "metadata", "spec");
    }

    private static List<String> paths(JsonNode policy) {
        return errors(policy).stream().map(FieldError::path).collect(Collectors.toList());
    }

    private static List<FieldError> errors(JsonNode policy) {
        return Policies.read(policy).errors();
    }
}
