package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.tree.Fields;
import java.util.List;

/**
 * Makes the candidate's Deployment and Service out of the stable ones. They have no owner: a foreground delete of the
 * policy must not remove them while they have traffic.
 */
public final class CandidateRendering {
    private static final List<String> COPIED = List.of("progressDeadlineSeconds", "minReadySeconds");
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
        ObjectNode candidate = object(Kind.DEPLOYMENT, stable);
        candidate
                .withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .setAll(TrackingMarks.without(Fields.annotations(stable)));
        ObjectNode spec = candidate.putObject("spec");
        spec.put("replicas", replicas).put("paused", false).put("revisionHistoryLimit", 1);
        COPIED.stream()
                .filter(stable.path("spec")::hasNonNull)
                .forEach(field -> spec.set(field, stable.path("spec").path(field)));
        spec.putObject("strategy")
                .put("type", "RollingUpdate")
                .putObject("rollingUpdate")
                .put("maxSurge", "25%")
                .put("maxUnavailable", 0);
        ObjectNode selector = stable.path("spec").path("selector").deepCopy();
        selector.withObjectProperty("matchLabels").put(label.key(), label.candidateValue());
        spec.set("selector", selector);
        spec.set("template", CandidateTemplate.of(judged, label));
        return candidate;
    }

    /** Annotations stay behind: DNS names and load balancers they ask for are the stable Service's. */
    public ObjectNode service(JsonNode stable) {
        ObjectNode candidate = object(Kind.SERVICE, stable);
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

    private ObjectNode object(Kind kind, JsonNode stable) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.toString());
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", target.candidate()).put("namespace", target.namespace());
        metadata.set("labels", TrackingMarks.without(Fields.labels(stable)));
        Marks.setOurs(metadata, target);
        return object;
    }
}
