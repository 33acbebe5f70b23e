package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.tree.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which label tells candidate pods from stable ones: the first of the Deployment's selector, by name, that is in the
 * selector of every Service that stable pods are behind. A Service without it would send requests to both.
 */
public final class LabelChoice {
    private final WorkloadTarget target;
    private final Map<String, String> selector;
    private final List<ObjectNode> services;

    private LabelChoice(WorkloadTarget target, Map<String, String> selector, List<ObjectNode> services) {
        this.target = target;
        this.selector = selector;
        this.services = services;
    }

    /**
     * The choice for a Deployment.
     *
     * @param templates pod templates of the Deployment, now and to come: a Service counts that selects pods of any
     * @param services all Services of the namespace
     */
    public static LabelChoice among(
            WorkloadTarget target,
            JsonNode deployment,
            Collection<? extends JsonNode> templates,
            List<ObjectNode> services) {
        List<ObjectNode> inFront = services.stream()
                .filter(service -> !Fields.name(service).equals(target.candidate()))
                .filter(service -> templates.stream().anyMatch(template -> isInFrontOf(service, template)))
                .toList();
        return new LabelChoice(target, Fields.matchLabels(deployment), inFront);
    }

    /** Whether the Service selects pods of the template. */
    public static boolean isInFrontOf(JsonNode service, JsonNode template) {
        Map<String, String> wanted = selectorOf(service);
        Map<String, String> labels = Fields.texts(Fields.labels(template));
        return !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet());
    }

    public Optional<CandidateLabel> label() {
        return selector.keySet().stream()
                .filter(key -> services.stream()
                        .allMatch(service -> selectorOf(service).containsKey(key)))
                .map(key -> new CandidateLabel(key, selector.getOrDefault(key, ""), target.candidate()))
                .findFirst();
    }

    /** Whether no Service of the stable pods selects pods that differ from them by this label. */
    public boolean separates(CandidateLabel label) {
        return services.stream().allMatch(service -> selectorOf(service).containsKey(label.key()));
    }

    /** Why there is no such label; empty when there is one. */
    public List<FieldError> obstacles() {
        if (label().isPresent()) {
            return List.of();
        }
        if (selector.isEmpty()) {
            return List.of(new FieldError(
                    "spec.workload.name",
                    "the selector of Deployment " + target.namespace() + "/" + target.name() + " has no matchLabels",
                    "make the Deployment anew with a selector by matchLabels, one of which can tell candidate pods "
                            + "apart"));
        }
        return servicesWithout(wantedKey());
    }

    /** The label that most Services have already: adding it to the others is the smallest change. */
    private String wantedKey() {
        return selector.keySet().stream()
                .max((one, other) -> {
                    int more = Integer.compare(countWith(one), countWith(other));
                    return more == 0 ? other.compareTo(one) : more;
                })
                .orElse("");
    }

    private int countWith(String key) {
        return (int) services.stream()
                .filter(service -> selectorOf(service).containsKey(key))
                .count();
    }

    private List<FieldError> servicesWithout(String key) {
        List<FieldError> errors = new ArrayList<>();
        for (ObjectNode service : services) {
            if (!selectorOf(service).containsKey(key)) {
                errors.add(new FieldError(
                        "spec.traffic.service",
                        "Service " + target.namespace() + "/" + Fields.name(service) + " would also send requests to "
                                + "candidate pods: its selector " + selectorOf(service) + " has no label " + key,
                        "add " + key + ": " + selector.get(key) + " to its selector"));
            }
        }
        return errors;
    }

    private static Map<String, String> selectorOf(JsonNode service) {
        return Fields.texts(Fields.spec(service).path("selector"));
    }
}
