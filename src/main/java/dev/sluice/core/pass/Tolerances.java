package dev.sluice.core.pass;

import dev.sluice.core.judge.gauge.GaugeRule;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.threshold.LimitRule;
import dev.sluice.core.judge.trial.MetricTerms;
import dev.sluice.core.judge.trial.TrialParameters;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.policy.MetricPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.ReleaseState;

/** What a release's tests tolerate, by its policy and by what was pinned before its start: one alpha, split over them. */
public final class Tolerances {

    /** Candidate against stable while both have traffic. */
    private static final double LIVE = 0.8;

    /** One arm alone, and stable against the candidate of the same revision. */
    private static final double OTHER = 0.1;

    private Tolerances() {}

    /**
     * For candidate against stable.
     *
     * @param armsShareTarget whether one scrape counts both arms
     */
    public static TrialParameters live(ReleasePlan plan, ReleaseState state, boolean armsShareTarget) {
        LatencyPlan latency = plan.analysis().latency();
        return new TrialParameters(
                parameters(plan, state.judge(), armsShareTarget, LIVE),
                latency == null ? 1 : latency.maxRatio(),
                plan.analysis().errors().ceiling(),
                plan.analysis().metrics().stream().map(Tolerances::terms).toList(),
                state.traffic().set().candidate() >= CanaryPlan.BAKE_WEIGHT);
    }

    private static MetricTerms terms(MetricPlan plan) {
        MetricPlan.Limit limit = plan.limit();
        MetricPlan.Comparison comparison = plan.comparison();
        return new MetricTerms(
                plan.name(),
                comparison == null ? null : rule(comparison),
                limit == null ? null : new LimitRule(limit.min(), limit.max(), limit.failures(), limit.window()));
    }

    private static GaugeRule rule(MetricPlan.Comparison comparison) {
        GaugeRule.Direction direction = switch (comparison.worse()) {
            case HIGHER -> GaugeRule.Direction.HIGHER_IS_WORSE;
            case LOWER -> GaugeRule.Direction.LOWER_IS_WORSE;
            case EITHER -> GaugeRule.Direction.BOTH;
        };
        return new GaugeRule(direction, comparison.tolerance(), comparison.slack(), GaugeRule.SHORTEST_BLOCK);
    }

    /** For each of the other tests. */
    static JudgeParameters other(ReleasePlan plan, JudgeRecord judge, boolean armsShareTarget) {
        return parameters(plan, judge, armsShareTarget, OTHER);
    }

    private static JudgeParameters parameters(
            ReleasePlan plan, JudgeRecord judge, boolean armsShareTarget, double shareOfAlpha) {
        JudgeParameters defaults = JudgeParameters.defaults();
        return defaults.withMargins(
                        plan.analysis().errors().maxRatio(),
                        plan.analysis().errors().maxIncrease())
                .withHarmBudget(plan.analysis().errors().harmBudget())
                .withErrorBounds(defaults.alpha() * shareOfAlpha, defaults.beta())
                .withPhi(judge.baseline().phi())
                .withArmsShareTarget(armsShareTarget);
    }
}
