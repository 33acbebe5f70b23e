package dev.sluice.core.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a canary moves.
 *
 * @param steps the candidate's weights in percent, strictly rising, each from 1 to 94; the bake at 95 % follows them
 * @param every time between steps at a fixed pace; null when steps are paced by evidence
 * @param maxDuration how long Shifting may take; shared over the remaining steps as their deadlines
 * @param onInconclusive what follows when that time is over
 */
public record CanaryPlan(
        List<Integer> steps,
        @Nullable Duration every,
        Duration maxDuration,
        ReleasePlan.OnInconclusive onInconclusive) {

    /** Weight of the bake: 5 % stay on the old version, so that a live baseline remains. */
    public static final int BAKE_WEIGHT = 95;

    public CanaryPlan {
        steps = List.copyOf(steps);
    }
}
