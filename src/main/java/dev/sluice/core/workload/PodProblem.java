package dev.sluice.core.workload;

import java.util.Set;

/**
 * Why a pod does not get ready.
 *
 * @param isFatal whether waiting cannot help: a crash loop, an image that cannot be pulled, a configuration error
 * @param sentence what happened, with the pod's name and the container's last words
 */
public record PodProblem(String pod, String reason, boolean isFatal, String sentence) {

    private static final Set<String> NOT_MADE = Set.of("FailedCreate", "ReplicaSetCreateError");

    /** Whether pods were never made: a quota or an admission rule refused them. */
    public boolean isNotMade() {
        return NOT_MADE.contains(reason);
    }

    /** Whether the pod finds no node. */
    public boolean isUnscheduled() {
        return "Unschedulable".equals(reason);
    }
}
