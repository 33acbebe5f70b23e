package dev.sluice.core.workload;

/**
 * The Deployment that a policy governs and the candidate made from it.
 *
 * @param name the Deployment
 * @param service the Service that clients call
 * @param candidate name of the candidate Deployment and of its Service
 * @param owner the policy's name, for messages and the hold annotation
 * @param ownerUid the policy's UID, carried by everything that Sluice creates
 */
public record WorkloadTarget(
        String namespace, String name, String service, String candidate, String owner, String ownerUid) {

    /** Name of the Deployment that runs a fresh copy of the stable version beside the candidate. */
    public String baseline() {
        return name + "-baseline";
    }
}
