package dev.sluice.core.workload;

import java.util.List;

/**
 * The pods of the user's Deployment, by revision. Where the Deployment's template is the serving one, its pods count
 * in both {@code newReady} and {@code servingReady}. What serves is the recorded ReplicaSet, and beside it any other of
 * the serving template, with or without a restart: Kubernetes makes a new one where it has forgotten the recorded one.
 *
 * @param isComplete whether only pods of the Deployment's template exist, all of them ready and as many as desired,
 *     and the Deployment controller has seen the newest generation
 * @param newUid UID of the ReplicaSet of the Deployment's template; empty when there is none yet
 * @param newReady ready pods of the Deployment's template
 * @param servingUid UID of the ReplicaSet that serves, of several the one with the most ready pods and then the recorded
 *     one; empty when there is none
 * @param servingReady ready pods of what serves
 * @param ready ready pods of any revision
 * @param problems why pods of the Deployment's template do not get ready
 */
public record RollView(
        boolean isComplete,
        String newUid,
        int newReady,
        String servingUid,
        int servingReady,
        int ready,
        List<PodProblem> problems) {
    public RollView {
        problems = List.copyOf(problems);
    }

    /** Whether a ReplicaSet of what serves is there, with or without pods. */
    public boolean hasServingSet() {
        return !servingUid.isEmpty();
    }

    /** Whether pods get requests that are not of what serves. */
    public boolean hasOthersReady() {
        return ready > servingReady;
    }
}
