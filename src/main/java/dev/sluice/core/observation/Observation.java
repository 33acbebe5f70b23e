package dev.sluice.core.observation;

import dev.sluice.core.release.Intent;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.workload.WorkloadView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pass saw, all at one time.
 *
 * @param now the time of the pass
 * @param workload null when the Deployment is gone
 * @param traffic null when the route cannot be used; then {@code routeProblem} says why
 * @param routeProblem empty when the route can be used
 * @param counted what the metric source answered
 * @param intents what people asked, oldest first
 * @param isPolicyDeleted whether the policy is being deleted
 */
public record Observation(
        Instant now,
        @Nullable WorkloadView workload,
        @Nullable TrafficView traffic,
        String routeProblem,
        Counted counted,
        List<Intent> intents,
        boolean isPolicyDeleted) {
    public Observation {
        intents = List.copyOf(intents);
    }
}
