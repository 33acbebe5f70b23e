package dev.sluice.operator.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Deployment and the Service that a policy has taken over. They are the policy's for its life: what serves, the hold
 * and the route are about them. The schema says so too; an API server that does not check it may let another name pass.
 *
 * <p>A policy with another name is refused, and nothing is done about either Deployment. The one on record stays held:
 * letting go of it would let a change of it roll unjudged, because of what may be a slip of the pen in a file. It is let
 * go of when the policy is deleted, which is what the remedy says, as any is.
 */
public final class TakenOver {

    private TakenOver() {}

    /** What of a plan leads elsewhere than the record; empty while it does not, or nothing is on record. */
    public static List<FieldError> faults(ReleasePolicyStatus status, ReleasePlan plan) {
        List<FieldError> faults = new ArrayList<>();
        if (status.serving != null) {
            check(
                    faults,
                    "spec.workload.name",
                    status.serving.workload,
                    plan.workload().name());
            check(
                    faults,
                    "spec.traffic.service",
                    status.serving.service,
                    plan.workload().service());
        }
        return faults;
    }

    private static void check(List<FieldError> faults, String path, @Nullable String recorded, String written) {
        if (recorded != null && !recorded.equals(written)) {
            faults.add(new FieldError(
                    path,
                    "the policy has taken over " + recorded + " and can't be turned to " + written,
                    "write " + recorded + " again, or delete the policy, which lets it go, and make another for "
                            + written));
        }
    }

    /**
     * Specs by which the Deployment on record can be let go of, whatever the policy says by now; the better one first.
     * Empty when nothing is on record.
     */
    public static List<JsonNode> specs(ReleasePolicy policy) {
        ReleasePolicyStatus.Serving serving = PolicyObjects.status(policy).serving;
        if (serving == null || serving.workload == null || serving.service == null) {
            return List.of();
        }
        JsonNode spec = policy.getSpec();
        JsonNode istio = spec == null ? JsonNodeFactory.instance.objectNode() : spec.at("/traffic/istio");
        return List.of(
                spec(serving.workload, serving.service, istio),
                spec(serving.workload, serving.service, JsonNodeFactory.instance.objectNode()));
    }

    private static ObjectNode spec(String workload, String service, JsonNode istio) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("workload").put("name", workload);
        spec.putObject("traffic").put("service", service).set("istio", istio);
        return spec;
    }

    /** The Deployment that a policy governs: the one on record, else the one it names; empty when it names none. */
    public static String workload(ReleasePolicy policy) {
        ReleasePolicyStatus.Serving serving = PolicyObjects.status(policy).serving;
        return serving == null || serving.workload == null ? written(policy, "/workload/name") : serving.workload;
    }

    /** The Service in front of it, likewise. */
    public static String service(ReleasePolicy policy) {
        ReleasePolicyStatus.Serving serving = PolicyObjects.status(policy).serving;
        return serving == null || serving.service == null ? written(policy, "/traffic/service") : serving.service;
    }

    private static String written(ReleasePolicy policy, String pointer) {
        JsonNode spec = policy.getSpec();
        return spec == null ? "" : spec.at(pointer).asText("");
    }
}
