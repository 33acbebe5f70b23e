package dev.sluice.testing.world;

import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.policy.AnalysisPlan;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ErrorsPlan;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.policy.MetricPlan;
import dev.sluice.core.policy.QuietPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.policy.ReleasePlan.OnFailure;
import dev.sluice.core.policy.ReleasePlan.OnInconclusive;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.workload.WorkloadTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans for tests. */
public final class Plans {

    private Plans() {}

    public static ReleasePlan aPlan() {
        return aPlan(OnFailure.ROLLBACK, OnInconclusive.PAUSE);
    }

    /** The usual plan with a fresh baseline. */
    public static ReleasePlan withFreshBaseline() {
        ReleasePlan plan = aPlan();
        AnalysisPlan analysis = plan.analysis();
        return new ReleasePlan(
                plan.workload(),
                plan.traffic(),
                plan.metrics(),
                plan.canary(),
                new AnalysisPlan(
                        analysis.errors(),
                        new LatencyPlan(null, 99, 1.25, Duration.ofSeconds(30)),
                        analysis.metrics(),
                        true,
                        analysis.quiet(),
                        analysis.thresholds(),
                        analysis.noDataLimit(),
                        analysis.look()),
                plan.onFailure(),
                plan.bake(),
                plan.readyWithin());
    }

    public static ReleasePlan aPlan(OnFailure onFailure, OnInconclusive onInconclusive) {
        return aPlan(onFailure, onInconclusive, analysis(new ErrorsPlan(1.25, 0.001, 0.0025, null), null));
    }

    /** A plan that judges more than errors. */
    public static ReleasePlan judging(ErrorsPlan errors, @Nullable LatencyPlan latency) {
        return aPlan(OnFailure.ROLLBACK, OnInconclusive.PAUSE, analysis(errors, latency));
    }

    /** A plan of a service with few requests, with a margin that few can show. */
    public static ReleasePlan quiet(@Nullable QuietPlan quiet) {
        AnalysisPlan usual = analysis(new ErrorsPlan(1.25, 0.02, 0.04, null), null);
        return aPlan(
                OnFailure.ROLLBACK,
                OnInconclusive.PAUSE,
                new AnalysisPlan(
                        usual.errors(), null, List.of(), false, quiet, null, usual.noDataLimit(), usual.look()));
    }

    /** A plan that leaves the weights to the traffic. */
    public static ReleasePlan byRisk() {
        ReleasePlan plan = aPlan();
        return new ReleasePlan(
                plan.workload(),
                plan.traffic(),
                plan.metrics(),
                new CanaryPlan(
                        List.of(),
                        null,
                        plan.canary().maxDuration(),
                        plan.canary().onInconclusive()),
                plan.analysis(),
                plan.onFailure(),
                plan.bake(),
                plan.readyWithin());
    }

    /** A plan that judges a metric of the team's own. */
    public static ReleasePlan judging(MetricPlan metric) {
        AnalysisPlan errors = analysis(new ErrorsPlan(1.25, 0.001, 0.0025, null), null);
        return aPlan(
                OnFailure.ROLLBACK,
                OnInconclusive.PAUSE,
                new AnalysisPlan(
                        errors.errors(),
                        null,
                        List.of(metric),
                        false,
                        null,
                        null,
                        errors.noDataLimit(),
                        errors.look()));
    }

    private static AnalysisPlan analysis(ErrorsPlan errors, @Nullable LatencyPlan latency) {
        return new AnalysisPlan(
                errors, latency, List.of(), false, null, null, Duration.ofMinutes(5), Duration.ofSeconds(1));
    }

    private static ReleasePlan aPlan(OnFailure onFailure, OnInconclusive onInconclusive, AnalysisPlan analysis) {
        return new ReleasePlan(
                new WorkloadTarget("shop", "checkout", "checkout", "checkout-canary", "checkout", "uid"),
                new TrafficTarget("shop", "checkout", "checkout-canary", "checkout", List.of()),
                new MetricTarget(
                        "http://prometheus",
                        "istio",
                        null,
                        false,
                        Duration.ofSeconds(10),
                        "shop",
                        "checkout",
                        "checkout-canary",
                        "checkout",
                        Counting.DEFAULT),
                new CanaryPlan(List.of(5, 25, 50), null, Duration.ofMinutes(30), onInconclusive),
                analysis,
                onFailure,
                Duration.ofSeconds(20),
                Duration.ofMinutes(2));
    }
}
