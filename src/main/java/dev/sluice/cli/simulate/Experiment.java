package dev.sluice.cli.simulate;

import dev.sluice.api.text.DurationText;
import dev.sluice.core.judge.ramp.RiskLadder;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.sim.release.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was simulated.
 *
 * @param releases how many of each kind
 * @param limit after so much time a release counted as still under way
 * @param outcomes by version, and for each by rule
 */
record Experiment(ReleasePlan plan, Setting setting, int releases, long seed, Duration limit, List<Outcome> outcomes) {

    Experiment {
        outcomes = List.copyOf(outcomes);
    }

    /** The policy in a few words. */
    String policy() {
        CanaryPlan canary = plan.canary();
        List<Integer> weights =
                canary.steps().isEmpty() ? RiskLadder.weights(setting.requestsPerSecond()) : canary.steps();
        String steps = weights.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String chosen = canary.steps().isEmpty() ? " (chosen from the traffic)" : "";
        Duration every = canary.every();
        String pace = every == null ? "by evidence" : "every " + DurationText.print(every);
        return "policy %s/%s: %s%s, then %d %% of the traffic %s, bake %s"
                .formatted(
                        plan.workload().namespace(),
                        plan.workload().owner(),
                        steps,
                        chosen,
                        CanaryPlan.BAKE_WEIGHT,
                        pace,
                        DurationText.print(plan.bake()));
    }

    /** Whether the policy asks for more than is simulated. */
    boolean leavesOut() {
        return plan.analysis().latency() != null
                || !plan.analysis().metrics().isEmpty()
                || (plan.analysis().thresholds() != null
                        && plan.analysis().thresholds().latencyMax() != null);
    }
}
