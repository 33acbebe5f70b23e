package dev.sluice.api.reader;

import static java.util.Map.entry;

import dev.sluice.api.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a policy, and the names that belong to a later version. */
final class Fields {
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            entry("", List.of("apiVersion", "kind", "metadata", "spec", "status")),
            entry("spec", List.of("workload", "traffic", "strategy", "analysis", "onFailure", "bake", "readyWithin")),
            entry("spec.workload", List.of("kind", "name")),
            entry("spec.traffic", List.of("service", "istio")),
            entry("spec.traffic.istio", List.of("virtualService", "routes")),
            entry("spec.strategy", List.of("canary")),
            entry("spec.strategy.canary", List.of("steps", "pace", "maxDuration", "onInconclusive")),
            entry("spec.strategy.canary.pace", List.of("every")),
            entry("spec.analysis", List.of("prometheus", "errors", "thresholds", "noDataLimit")),
            entry(
                    "spec.analysis.prometheus",
                    List.of("address", "preset", "secret", "insecureSkipVerify", "timeout", "interval")),
            entry("spec.analysis.errors", List.of("maxRatio", "maxIncrease", "harmBudget")),
            entry("spec.analysis.thresholds", List.of("errorRate", "latency", "window", "failures")),
            entry("spec.analysis.thresholds.latency", List.of("percentile", "max")));

    private static final Map<String, String> LATER = Map.of(
            "spec.traffic.smi", "write traffic.istio; it is the one mesh of this version",
            "spec.traffic.gatewayApi", "write traffic.istio; it is the one mesh of this version",
            "spec.strategy.blueGreen", "write strategy.canary; it is the one strategy of this version",
            "spec.strategy.rolling", "write strategy.canary; it is the one strategy of this version",
            "spec.analysis.latency", "write analysis.thresholds.latency {percentile: 99, max: 500ms} for a fixed limit",
            "spec.checks", "remove it and run such checks before the image changes",
            "spec.approvals", "remove it; write strategy.canary.onInconclusive: pause to have a person decide in doubt",
            "spec.notifications", "remove it; Kubernetes Events and the metrics of Sluice tell what happens");

    private Fields() {}

    /** The fields of an object by its path; empty for an object whose fields are not ours. */
    static List<String> at(String path) {
        return KNOWN.getOrDefault(path, List.of());
    }

    /** What to write instead of a field that a later version will have. */
    static Optional<String> remedyForLater(String path) {
        return Optional.ofNullable(LATER.get(path));
    }

    /** What to do about a field that nobody knows. */
    static String remedyForUnknown(String parent, String name) {
        List<String> siblings = at(parent);
        Optional<String> near = Nearest.to(name, siblings);
        if (near.isPresent()) {
            return "did you mean " + near.get() + "?";
        }
        return elsewhere(name)
                .map(path -> "move it to " + path)
                .orElse("remove it; the fields here are " + String.join(", ", siblings));
    }

    private static Optional<String> elsewhere(String name) {
        return KNOWN.entrySet().stream()
                .filter(known -> !known.getKey().isEmpty() && known.getValue().contains(name))
                .map(known -> known.getKey() + "." + name)
                .min(String::compareTo);
    }

    /** Paths of all objects with fields of ours. */
    static Collection<String> objects() {
        return KNOWN.keySet();
    }
}
