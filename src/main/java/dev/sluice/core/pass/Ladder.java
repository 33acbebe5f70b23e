package dev.sluice.core.pass;

import dev.sluice.core.judge.process.ShareProcess;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.Progress;
import dev.sluice.core.release.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The candidate's weights in order: the policy's steps, then the bake. */
public final class Ladder {

    private Ladder() {}

    /** Steps for a release of which nothing is known that could choose them. */
    private static final List<Integer> UNKNOWN = List.of(1, 5, 10, 25, 50);

    /** The weights before the bake: the policy's, else those that the traffic chose at the start. */
    public static List<Integer> steps(CanaryPlan canary, Progress progress) {
        if (!canary.steps().isEmpty()) {
            return canary.steps();
        }
        return progress.ladder().isEmpty() ? UNKNOWN : progress.ladder();
    }

    /** The weight after this one; 100 after the bake's. */
    public static int above(List<Integer> steps, int weight) {
        for (int step : steps) {
            if (step > weight) {
                return step;
            }
        }
        return weight < CanaryPlan.BAKE_WEIGHT ? CanaryPlan.BAKE_WEIGHT : 100;
    }

    /** Index of the last step at or below this weight; 0 below the first. */
    public static int indexOf(List<Integer> steps, int weight) {
        if (weight >= CanaryPlan.BAKE_WEIGHT) {
            return steps.size();
        }
        int index = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) <= weight) {
                index = i;
            }
        }
        return index;
    }

    /** When a step that begins now must be decided: the rest of the time, shared over the steps left. */
    public static Instant deadline(Pass pass, int step) {
        Duration rest = Duration.between(pass.now(), pass.state().progress().shiftingDeadline());
        int left = pass.steps().size() + 1 - step;
        Duration share = rest.isNegative() ? Duration.ZERO : rest.dividedBy(Math.max(1, left));
        Duration every = pass.plan().canary().every();
        if (every != null && share.compareTo(every.multipliedBy(2)) < 0) {
            // At a fixed pace a step ends by the clock; its deadline is for when the samples are missing.
            share = every.multipliedBy(2);
        }
        boolean isBake = step == pass.steps().size();
        return pass.now().plus(share).plus(isBake ? pass.plan().bake() : Duration.ZERO);
    }

    /** The state at the weight that is set now, with nothing yet known in the candidate's favour. */
    public static ReleaseState judgedAnew(Pass pass) {
        ReleaseState state = pass.state();
        JudgeRecord judge = state.judge();
        int step = indexOf(pass.steps(), state.traffic().set().candidate());
        Progress progress = state.progress().backTo(step, deadline(pass, step));
        ReleaseState anew = state.with(progress)
                .with(judge.withLive(judge.live().restartStep())
                        .withReturning(judge.returning().restartStep())
                        .withShare(ShareProcess.start()));
        boolean fellBelowBake =
                state.phase() == Phase.BAKING && state.traffic().set().candidate() < CanaryPlan.BAKE_WEIGHT;
        return fellBelowBake ? anew.in(Phase.SHIFTING, pass.now()) : anew;
    }
}
