package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.candidate.CandidateLabel;
import dev.sluice.workload.kube.candidate.LabelChoice;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.LabelSelector;
import dev.sluice.workload.kube.tree.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What others have written about the stable pods, choosing them by label, that will not hold for candidate pods. Looks in
 * the workload's own namespace only.
 */
final class PodChoosers {
    private static final Map<Kind, String> CONSEQUENCES = Map.of(
            Kind.NETWORK_POLICY, "its rules do not hold for them",
            Kind.AUTHORIZATION_POLICY, "its rules do not hold for them",
            Kind.POD_MONITOR, "they are not scraped by it",
            Kind.DISRUPTION_BUDGET, "they may all be evicted at once");
    private static final List<Kind> KINDS =
            List.of(Kind.NETWORK_POLICY, Kind.AUTHORIZATION_POLICY, Kind.POD_MONITOR, Kind.DISRUPTION_BUDGET);

    private final ApiObjects objects;

    PodChoosers(ApiObjects objects) {
        this.objects = objects;
    }

    List<String> warnings(WorkloadTarget target) throws PortException {
        Optional<ObjectNode> deployment = objects.find(TargetNames.deployment(target));
        if (deployment.isEmpty()) {
            return List.of();
        }
        ObjectNode template = Templates.of(deployment.get());
        Optional<CandidateLabel> label = LabelChoice.among(
                        target,
                        deployment.get(),
                        List.of(template),
                        objects.list(Kind.SERVICE, target.namespace(), Map.of()))
                .label();
        return label.isEmpty() ? List.of() : warnings(target, template, label.get());
    }

    private List<String> warnings(WorkloadTarget target, JsonNode template, CandidateLabel label) throws PortException {
        Map<String, String> stable = Fields.texts(Fields.labels(template));
        Map<String, String> candidate = new HashMap<>(stable);
        candidate.put(label.key(), label.candidateValue());
        List<String> warnings = new ArrayList<>();
        for (Kind kind : KINDS) {
            for (ObjectNode object : readable(kind, target.namespace())) {
                ObjectName name = new ObjectName(kind, target.namespace(), Fields.name(object));
                if (leavesOut(chosen(kind, object), stable, candidate)) {
                    warnings.add(sentence(name, label, CONSEQUENCES.getOrDefault(kind, "")));
                }
                if (kind == Kind.NETWORK_POLICY
                        && peers(object).stream().anyMatch(p -> leavesOut(p, stable, candidate))) {
                    warnings.add(
                            sentence(name, label, "what it lets through from or to the stable pods it stops for them"));
                }
            }
        }
        return warnings;
    }

    /** Nothing where the cluster does not have the kind, or Sluice may not read it: a warning is never worth an error. */
    private List<ObjectNode> readable(Kind kind, String namespace) throws PortException {
        try {
            return objects.list(kind, namespace, Map.of());
        } catch (PortException e) {
            if (e.kind() == PortException.Kind.TRANSIENT) {
                throw e;
            }
            return List.of();
        }
    }

    private static JsonNode chosen(Kind kind, JsonNode object) {
        return Fields.spec(object).path(kind == Kind.NETWORK_POLICY ? "podSelector" : "selector");
    }

    /** The pods of the same namespace that a NetworkPolicy's rules name as the other side. */
    private static List<JsonNode> peers(JsonNode networkPolicy) {
        List<JsonNode> peers = new ArrayList<>();
        JsonNode spec = Fields.spec(networkPolicy);
        spec.path("ingress").forEach(rule -> rule.path("from").forEach(peers::add));
        spec.path("egress").forEach(rule -> rule.path("to").forEach(peers::add));
        return peers.stream()
                .filter(peer -> !peer.has("namespaceSelector"))
                .map(peer -> peer.path("podSelector"))
                .toList();
    }

    private static boolean leavesOut(JsonNode selector, Map<String, String> stable, Map<String, String> candidate) {
        return LabelSelector.matches(selector, stable) && !LabelSelector.matches(selector, candidate);
    }

    private static String sentence(ObjectName name, CandidateLabel label, String consequence) {
        String key = label.key() + "=";
        return name + " chooses pods by " + key + label.stableValue() + ", which candidate pods do not have ("
                + key + label.candidateValue() + "): " + consequence + "; let it choose both, or write one more for "
                + key + label.candidateValue() + ".";
    }
}
