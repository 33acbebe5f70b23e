package dev.sluice.core.policy;

import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.workload.WorkloadTarget;
import java.time.Duration;

/**
 * A valid policy with every default filled in.
 *
 * @param workload the Deployment and the candidate made from it
 * @param traffic the routes that carry its traffic
 * @param metrics where its requests are counted
 * @param canary steps and pace
 * @param analysis margins, thresholds and what a lack of data leads to
 * @param onFailure what follows on evidence against the candidate
 * @param bake how long the candidate carries 95 % before it is promoted
 * @param readyWithin how long candidate pods may take to get ready
 */
public record ReleasePlan(
        WorkloadTarget workload,
        TrafficTarget traffic,
        MetricTarget metrics,
        CanaryPlan canary,
        AnalysisPlan analysis,
        OnFailure onFailure,
        Duration bake,
        Duration readyWithin) {

    /** The same policy with another way to judge. */
    public ReleasePlan with(AnalysisPlan other) {
        return new ReleasePlan(workload, traffic, metrics, canary, other, onFailure, bake, readyWithin);
    }

    /** What follows on evidence against the candidate. */
    public enum OnFailure {
        /** Traffic to stable, candidate removed, template refused. */
        ROLLBACK,
        /** Traffic to stable, candidate kept for a look, release paused. */
        PAUSE
    }

    /** What follows when a release could not be decided within its time. */
    public enum OnInconclusive {
        /** Traffic to stable and wait for a person. */
        PAUSE,
        /** Traffic to stable, template refused. */
        ROLLBACK,
        /** Go on if the evidence against the candidate is below 1 and data was there. */
        ADVANCE
    }
}
