package dev.sluice.core.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a pass sees of a workload, read at one time.
 *
 * @param stablePods the pods of what serves, in order of their names; the first {@link #MOST_PODS} of more
 * @param candidate null when neither a Deployment nor a Service of the candidate's name exists
 * @param baseline null when no Deployment of its name exists
 * @param autoscalerFloor minReplicas of the HorizontalPodAutoscaler on the Deployment; null when there is none
 */
public record WorkloadView(
        DeploymentView deployment,
        RollView roll,
        List<PodHealth> stablePods,
        @Nullable CandidateView candidate,
        @Nullable BaselineView baseline,
        @Nullable Integer autoscalerFloor) {

    /** So many pods tell how a version fares; the state of a release grows with them. */
    public static final int MOST_PODS = 50;

    public WorkloadView {
        stablePods = stablePods.stream().limit(MOST_PODS).toList();
    }

    /** Whether a release can begin: the Deployment is held and all its serving pods are ready. */
    public boolean canBegin() {
        return deployment.isPaused() && deployment.desired() > 0 && roll.servingReady() >= deployment.desired();
    }

    /** Whether the Deployment stands still with all its pods ready, each of the serving template: it can take everything. */
    public boolean isStableWhole() {
        return deployment.isPaused()
                && roll.servingReady() >= deployment.desired()
                && roll.ready() == roll.servingReady();
    }
}
