package dev.sluice.sim.release;

import dev.sluice.core.policy.ReleasePlan;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A release as Sluice brings it out: the engine that the operator runs, on a virtual cluster.
 *
 * @param limit after so much virtual time it counts as still under way
 */
public record EngineRollout(ReleasePlan plan, Duration limit) implements Rollout {

    @Override
    public Course run(Setting setting, Version version, RandomGenerator random) {
        return new VirtualRelease(plan, setting, version, random).run(limit.toMillis());
    }
}
