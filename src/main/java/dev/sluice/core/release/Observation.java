package dev.sluice.core.release;

import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.workload.WorkloadView;
import java.time.Duration;
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
 * @param increments null when they were not asked for
 * @param history null when it was not asked for
 * @param latency null when it was not asked for
 * @param intents what people asked, oldest first
 * @param isPolicyDeleted whether the policy is being deleted
 * @param armsShareTarget whether one scrape counts both arms
 */
public record Observation(
        Instant now,
        @Nullable WorkloadView workload,
        @Nullable TrafficView traffic,
        String routeProblem,
        @Nullable Measurement<Increments> increments,
        @Nullable Measurement<Increments> history,
        @Nullable Measurement<Duration> latency,
        List<Intent> intents,
        boolean isPolicyDeleted,
        boolean armsShareTarget) {
    public Observation {
        intents = List.copyOf(intents);
    }
}
