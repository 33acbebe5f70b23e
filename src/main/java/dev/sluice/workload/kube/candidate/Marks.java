package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.tree.Fields;

/** The labels and annotations by which Sluice says what it does, and knows again what it made. */
public final class Marks {
    public static final String PREFIX = "sluice.dev/";
    public static final String HELD_BY = PREFIX + "held-by";
    public static final String LET_GO = PREFIX + "let-go";
    public static final String LEFT_PAUSED = PREFIX + "left-paused";
    public static final String POLICY = PREFIX + "policy";
    /** A label, so that everything that a policy made can be listed. */
    public static final String POLICY_UID = PREFIX + "policy-uid";
    /** A label that tells pods apart which have all others in common. */
    public static final String ROLE = PREFIX + "role";

    private Marks() {}

    /** Whether this policy made the object. Names prove nothing: a policy can be deleted and made again. */
    public static boolean isOurs(JsonNode object, WorkloadTarget target) {
        return target.ownerUid().equals(Fields.labels(object).path(POLICY_UID).asText(""));
    }

    public static void requireOurs(ObjectName name, JsonNode object, WorkloadTarget target) throws PortException {
        if (!isOurs(object, target)) {
            throw new PortException(
                    PortException.Kind.REJECTED,
                    name + " was not made by policy " + target.owner() + " and is left alone; rename it, or delete it "
                            + "with kubectl delete " + name.forKubectl());
        }
    }

    /** Who holds the Deployment; empty when nobody does. */
    public static String heldBy(JsonNode deployment) {
        return deployment.path("metadata").path("annotations").path(HELD_BY).asText("");
    }

    public static String holder(WorkloadTarget target) {
        return target.namespace() + "/" + target.owner();
    }

    public static void setOurs(ObjectNode metadata, WorkloadTarget target) {
        metadata.withObjectProperty("labels")
                .put("app.kubernetes.io/managed-by", "sluice")
                .put(POLICY_UID, target.ownerUid());
        metadata.withObjectProperty("annotations").put(POLICY, target.owner());
    }
}
