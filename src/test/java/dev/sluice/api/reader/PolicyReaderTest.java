package dev.sluice.api.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.policy.AnalysisPlan;
import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ErrorsPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.policy.ReleasePlan.OnFailure;
import dev.sluice.core.policy.ReleasePlan.OnInconclusive;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.workload.WorkloadTarget;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

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
                        new CanaryPlan(List.of(1, 5, 10, 25, 50), null, Duration.ofHours(2), OnInconclusive.PAUSE),
                        new AnalysisPlan(
                                new ErrorsPlan(1.25, 0.001, 0.0025, null),
                                null,
                                List.of(),
                                false,
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
                                "istio-server",
                                "prom-login",
                                true,
                                Duration.ofSeconds(3),
                                "shop",
                                "cart",
                                "cart-canary",
                                "cart-web",
                                Counting.DEFAULT),
                        new CanaryPlan(
                                List.of(2, 20), Duration.ofSeconds(90), Duration.ofHours(1), OnInconclusive.ADVANCE),
                        new AnalysisPlan(
                                new ErrorsPlan(2, 0.005, 0.01, null),
                                null,
                                List.of(),
                                false,
                                new Thresholds(0.02, 99.9, Duration.ofMillis(250), Duration.ofSeconds(30), 5),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(2)),
                        OnFailure.PAUSE,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(3)));
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
        return new PolicyReader(defaults).read(Policies.parse(yaml)).fold(plan -> plan, errors -> {
            throw new AssertionError(errors.toString());
        });
    }
}
