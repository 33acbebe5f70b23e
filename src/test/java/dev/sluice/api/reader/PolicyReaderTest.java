package dev.sluice.api.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.policy.AnalysisPlan;
import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ErrorsPlan;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.policy.MetricPlan;
import dev.sluice.core.policy.MetricPlan.Comparison;
import dev.sluice.core.policy.MetricPlan.Limit;
import dev.sluice.core.policy.MetricPlan.Worse;
import dev.sluice.core.policy.QuietPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.policy.ReleasePlan.OnFailure;
import dev.sluice.core.policy.ReleasePlan.OnInconclusive;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.workload.WorkloadTarget;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private static final String CANDIDATE_PODS =
            "cart-canary-[bcdfghjklmnpqrstvwxz2456789]{1,10}-[bcdfghjklmnpqrstvwxz2456789]{5}";

    /** The metrics of the full policy; a fresh copy is what they are compared with. */
    private static final List<MetricPlan> OWN = List.of(
            new MetricPlan(
                    "heap",
                    "avg(heap_bytes{namespace=\"shop\",pod=~\"" + CANDIDATE_PODS + "\"})",
                    "avg(heap_bytes{pod=~\"" + CANDIDATE_PODS.replace("canary", "baseline") + "\"}) + 0",
                    null,
                    new Comparison(Worse.HIGHER, 0.2, 1000)),
            new MetricPlan(
                    "restarts",
                    "sum(increase(restarts_total{app=\"cart-canary\"}[60s]))",
                    null,
                    new Limit(-1.0, 2.5, 2, Duration.ofMinutes(10)),
                    null),
            new MetricPlan(
                    "queue",
                    "sum(queue_depth{app=\"cart-canary\",queue=~\"orders\"})",
                    "sum(queue_depth{app=\"cart-baseline\",queue=~\"orders\"})",
                    null,
                    new Comparison(Worse.EITHER, 0.1, 10)));

    @Test
    void the_shortest_policy_gets_every_default() {
        assertThat(plan(Policies.MINIMAL))
                .isEqualTo(new ReleasePlan(
                        new WorkloadTarget("shop", "checkout", "checkout", "checkout-canary", "checkout", ""),
                        new TrafficTarget("shop", "checkout", "checkout-canary", "checkout", List.of()),
                        new MetricTarget(
                                "http://prometheus.monitoring:9090",
                                "istio",
                                null,
                                false,
                                Duration.ofSeconds(10),
                                "shop",
                                "checkout",
                                "checkout-canary",
                                "checkout",
                                Counting.DEFAULT),
                        new CanaryPlan(List.of(), null, Duration.ofHours(2), OnInconclusive.PAUSE),
                        new AnalysisPlan(
                                new ErrorsPlan(1.25, 0.001, 0.0025, null),
                                null,
                                List.of(),
                                false,
                                null,
                                null,
                                Duration.ofMinutes(5),
                                null),
                        OnFailure.ROLLBACK,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10)));
    }

    @Test
    void every_field_reaches_the_plan() {
        assertThat(plan(Policies.FULL))
                .isEqualTo(new ReleasePlan(
                        new WorkloadTarget("shop", "cart", "cart-web", "cart-canary", "cart-policy", "u-1"),
                        new TrafficTarget("shop", "cart-web", "cart-canary", "cart-routes", List.of("primary", "beta")),
                        new MetricTarget(
                                "https://prom.example:9090/prefix",
                                "istio",
                                "prom-login",
                                true,
                                Duration.ofSeconds(3),
                                "shop",
                                "cart",
                                "cart-canary",
                                "cart-web",
                                new Counting(new FailureCodes(List.of("5xx", "429"), List.of(14, 13)), "handler")),
                        new CanaryPlan(
                                List.of(2, 20), Duration.ofSeconds(90), Duration.ofHours(1), OnInconclusive.ADVANCE),
                        new AnalysisPlan(
                                new ErrorsPlan(2, 0.005, 0.01, 0.995),
                                new LatencyPlan(Duration.ofMillis(400), 99.5, 1.5, Duration.ofSeconds(30)),
                                OWN,
                                true,
                                new QuietPlan("/healthz?deep=1", 0.5, "http"),
                                new Thresholds(0.02, 99.9, Duration.ofMillis(250), Duration.ofSeconds(30), 5),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(2)),
                        OnFailure.PAUSE,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(3)));
    }

    @ParameterizedTest
    @CsvSource({"99%, 0.01", "99.5%, 0.005", "99.9%, 0.001", "99.99%, 0.001"})
    void an_objective_that_allows_more_errors_widens_the_margin(String objective, double maxIncrease) {
        String policy = Policies.MINIMAL + "  analysis: {errors: {objective: " + objective + "}}\n";

        assertThat(plan(policy).analysis().errors().maxIncrease()).isEqualTo(maxIncrease);
        assertThat(plan(policy.replace("errors: {", "errors: {maxIncrease: 0.2%, "))
                        .analysis()
                        .errors()
                        .maxIncrease())
                .isEqualTo(0.002);
    }

    @Test
    void an_empty_latency_section_judges_latency_and_none_does_not() {
        assertThat(plan(Policies.MINIMAL + "  analysis: {latency: {}}\n")
                        .analysis()
                        .latency())
                .isEqualTo(new LatencyPlan(null, 99, 1.25, Duration.ofMinutes(1)));
        assertThat(plan(Policies.MINIMAL + "  analysis: {}\n").analysis().latency())
                .isNull();
    }

    @Test
    void a_fixed_pace_has_steps_of_its_own() {
        ReleasePlan plan = plan(Policies.MINIMAL
                + "  strategy: {canary: {pace: {every: 1m}}}\n  analysis: {thresholds: {errorRate: 1%}}\n");

        assertThat(plan.canary().steps()).containsExactly(1, 5, 10, 25, 50);
    }

    @Test
    void without_a_fresh_copy_metrics_are_compared_with_what_serves() {
        ReleasePlan plan = plan(Policies.FULL.replace("baseline: fresh", "baseline: serving"));

        assertThat(plan.analysis().metrics().get(0).stableQuery())
                .isEqualTo(OWN.get(0).stableQuery().replace("-baseline", ""));
        assertThat(plan.analysis().metrics().get(0).candidateQuery())
                .isEqualTo(OWN.get(0).candidateQuery());
    }

    @Test
    void requests_of_ones_own_go_to_the_first_port_twice_a_second() {
        assertThat(plan(Policies.MINIMAL + "  analysis: {quiet: {path: /}}\n")
                        .analysis()
                        .quiet())
                .isEqualTo(new QuietPlan("/", 2, null));
        assertThat(plan(Policies.MINIMAL + "  analysis: {quiet: {path: /, port: 8080}}\n")
                        .analysis()
                        .quiet())
                .isEqualTo(new QuietPlan("/", 2, "8080"));
    }

    @Test
    void the_operators_configuration_sets_the_address_of_prometheus() {
        ReleasePlan plan = plan(Policies.MINIMAL, new Defaults("https://metrics.corp:443"));

        assertThat(plan.metrics().address()).isEqualTo("https://metrics.corp:443");
    }

    private static ReleasePlan plan(String yaml) {
        return plan(yaml, Defaults.STANDARD);
    }

    private static ReleasePlan plan(String yaml, Defaults defaults) {
        return new PolicyReader(defaults, Policies.TEMPLATES)
                .read(Policies.parse(yaml))
                .fold(plan -> plan, errors -> {
                    throw new AssertionError(errors.toString());
                });
    }
}
