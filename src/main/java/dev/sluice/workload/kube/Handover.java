package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.workload.kube.tree.Fields;

/**
 * How many pods one ReplicaSet of a paused Deployment may have, and how many others keep, while it takes over from them.
 * The Deployment controller works against anything else: it cuts what is above the surge from the biggest ReplicaSet, and
 * takes the pods of all others once the one of the Deployment's template has all that are desired.
 *
 * @param desired of the Deployment
 * @param surge pods that may be there beyond it
 * @param ready pods of the ReplicaSet that takes over
 * @param others ready pods of the others
 */
record Handover(int desired, int surge, int ready, int others) {
    private static final String USUAL_SURGE = "25%";

    static Handover of(JsonNode deployment, int ready, int others) {
        int desired = Fields.replicas(deployment);
        JsonNode strategy = Fields.spec(deployment).path("strategy");
        boolean mayOverlap = !"Recreate".equals(strategy.path("type").asText(""));
        String surge = strategy.path("rollingUpdate").path("maxSurge").asText(USUAL_SURGE);
        return new Handover(desired, pods(surge, desired), ready, mayOverlap ? others : 0);
    }

    private static int pods(String surge, int desired) {
        return surge.endsWith("%")
                ? (int) Math.ceil(Integer.parseInt(surge.substring(0, surge.length() - 1)) * desired / 100.0)
                : Integer.parseInt(surge);
    }

    /** Ready pods of others that stay for now: as many as are missing, but one fewer than would stop the taking over. */
    int kept() {
        int missing = desired - ready;
        int room = Math.min(desired + surge - ready, desired) - 1;
        return Math.max(0, Math.min(others, Math.min(missing, room)));
    }

    /** The size of the ReplicaSet that takes over. */
    int raised() {
        return Math.min(desired, desired + surge - kept());
    }
}
