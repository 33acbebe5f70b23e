package dev.sluice.core.workload;

import java.util.List;

/**
 * The pods of the user's Deployment, by revision. Where the Deployment's template is the serving one, its pods count
 * in both {@code newReady} and {@code servingReady}.
 *
 * @param isComplete whether only pods of the Deployment's template exist, all of them ready and as many as desired,
 *     and the Deployment controller has seen the newest generation
 * @param newUid UID of the ReplicaSet of the Deployment's template; empty when there is none yet
 * @param newReady ready pods of the Deployment's template
 * @param servingReady ready pods of the serving ReplicaSet on record
 * @param ready ready pods of any revision
 * @param problems why pods of the Deployment's template do not get ready
 */
public record RollView(
        boolean isComplete, String newUid, int newReady, int servingReady, int ready, List<PodProblem> problems) {
    public RollView {
        problems = List.copyOf(problems);
    }
}
