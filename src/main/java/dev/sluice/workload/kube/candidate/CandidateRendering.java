package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.Kind;
import java.util.List;

/** Makes the candidate's Deployment and Service out of the stable ones. */
public final class CandidateRendering {
    /** What the API server gave the stable Service, or what only other types of Service may have. */
    private static final List<String> NOT_COPIED = List.of(
            "clusterIPs",
            "externalIPs",
            "externalName",
            "externalTrafficPolicy",
            "healthCheckNodePort",
            "loadBalancerIP",
            "loadBalancerClass",
            "loadBalancerSourceRanges",
            "allocateLoadBalancerNodePorts");

    private final WorkloadTarget target;
    private final CandidateLabel label;

    public CandidateRendering(WorkloadTarget target, CandidateLabel label) {
        this.target = target;
        this.label = label;
    }

    public ObjectNode deployment(JsonNode stable, ObjectNode judged, int replicas) {
        ObjectNode candidate = DeploymentCopy.deployment(target, target.candidate(), stable, replicas);
        ObjectNode spec = candidate.withObjectProperty("spec");
        spec.withObjectProperty("selector").withObjectProperty("matchLabels").put(label.key(), label.candidateValue());
        spec.set("template", CandidateTemplate.of(judged, label));
        return candidate;
    }

    /** Annotations stay behind: DNS names and load balancers they ask for are the stable Service's. */
    public ObjectNode service(JsonNode stable) {
        ObjectNode candidate = DeploymentCopy.object(target, target.candidate(), Kind.SERVICE, stable);
        ObjectNode spec = stable.path("spec").deepCopy();
        spec.remove(NOT_COPIED);
        spec.put("type", "ClusterIP");
        if (!"None".equals(spec.path("clusterIP").asText(""))) {
            spec.remove("clusterIP");
        }
        for (JsonNode port : spec.path("ports")) {
            ((ObjectNode) port).remove("nodePort");
        }
        spec.withObjectProperty("selector").put(label.key(), label.candidateValue());
        candidate.set("spec", spec);
        return candidate;
    }
}
