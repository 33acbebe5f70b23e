package dev.sluice.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Neighbours;
import dev.sluice.cli.manifest.Resource;
import dev.sluice.core.traffic.TrafficTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks a policy against the Deployment, Service and VirtualService that it names, where the files hold them. */
final class RelatedObjects {
    private static final String SERVICE = "spec.traffic.service";

    private final Neighbours neighbours;

    RelatedObjects(List<Resource> others) {
        this.neighbours = new Neighbours(others);
    }

    List<Finding> check(LintedPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        Resource resource = policy.resource();
        TrafficTarget traffic = policy.plan().traffic();
        Optional<Resource> deployment = neighbours.find(
                resource, "apps", "Deployment", policy.plan().workload().name());
        Optional<Resource> service = neighbours.find(resource, "", "Service", traffic.service());
        if (deployment.isPresent() && service.isPresent()) {
            checkSelection(policy, deployment.get(), service.get()).ifPresent(findings::add);
        }
        neighbours
                .find(resource, "networking.istio.io", "VirtualService", traffic.routeObject())
                .ifPresent(virtualService -> findings.addAll(VirtualServiceCheck.check(policy, virtualService)));
        return findings;
    }

    private Optional<Finding> checkSelection(LintedPolicy policy, Resource deployment, Resource service) {
        Map<String, String> selector = texts(service.tree().at("/spec/selector"));
        Map<String, String> own = texts(deployment.tree().at("/spec/selector/matchLabels"));
        Map<String, String> labels = texts(deployment.tree().at("/spec/template/metadata/labels"));
        if (own.isEmpty() || !service.tree().at("/spec").has("ports")) {
            return Optional.empty(); // A patch, not the whole object.
        }
        String name = "Service " + service.name() + " (" + service.place() + ")";
        if (selector.isEmpty()) {
            return Optional.of(policy.finding(
                    SERVICE, name + " has no selector, so it selects no pods", "give it the labels of the pods"));
        }
        if (!labels.entrySet().containsAll(selector.entrySet())) {
            return Optional.of(policy.finding(
                    SERVICE,
                    name + " does not select the pods of Deployment " + deployment.name() + ": it asks for " + selector
                            + ", they have " + labels,
                    "make the Service's selector match the pod labels"));
        }
        return checkSeparable(policy, deployment, own, labels);
    }

    /** Candidate pods get another value for one label of the selectors, so that only the candidate's Service selects them. */
    private Optional<Finding> checkSeparable(
            LintedPolicy policy, Resource deployment, Map<String, String> own, Map<String, String> labels) {
        TreeSet<String> shared = new TreeSet<>(own.keySet());
        List<String> names = new ArrayList<>();
        for (Resource service : neighbours.all(policy.resource(), "", "Service")) {
            Map<String, String> selector = texts(service.tree().at("/spec/selector"));
            if (!selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet())) {
                shared.retainAll(selector.keySet());
                names.add(service.name());
            }
        }
        return shared.isEmpty() && !names.isEmpty()
                ? Optional.of(policy.finding(
                        SERVICE,
                        "no label is in the selector of Deployment " + deployment.name() + " " + own.keySet()
                                + " and of every Service that selects its pods " + names
                                + ", so candidate pods could not be told apart",
                        "put one label of the Deployment's selector into each of these Services' selectors"))
                : Optional.empty();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
