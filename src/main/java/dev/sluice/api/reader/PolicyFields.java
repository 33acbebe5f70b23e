package dev.sluice.api.reader;

import static java.util.Map.entry;

import dev.sluice.api.section.Fields;
import java.util.List;
import java.util.Map;

/** The fields of a policy. */
final class PolicyFields {
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            entry("", List.of("apiVersion", "kind", "metadata", "spec", "status")),
            entry("spec", List.of("workload", "traffic", "strategy", "analysis", "onFailure", "bake", "readyWithin")),
            entry("spec.workload", List.of("kind", "name")),
            entry("spec.traffic", List.of("service", "istio")),
            entry("spec.traffic.istio", List.of("virtualService", "routes")),
            entry("spec.strategy", List.of("canary")),
            entry("spec.strategy.canary", List.of("steps", "pace", "maxDuration", "onInconclusive")),
            entry("spec.strategy.canary.pace", List.of("every")),
            entry(
                    "spec.analysis",
                    List.of(
                            "prometheus",
                            "errors",
                            "latency",
                            "metrics",
                            "baseline",
                            "quiet",
                            "thresholds",
                            "noDataLimit")),
            entry(
                    "spec.analysis.prometheus",
                    List.of("address", "preset", "secret", "insecureSkipVerify", "timeout", "interval")),
            entry(
                    "spec.analysis.errors",
                    List.of("maxRatio", "maxIncrease", "harmBudget", "objective", "failures", "grpcFailures", "route")),
            entry("spec.analysis.latency", List.of("objective", "percentile", "maxRatio", "warmUp")),
            entry(
                    "spec.analysis.metrics[]",
                    List.of("name", "query", "stableQuery", "template", "variables", "window", "limit", "compare")),
            entry("spec.analysis.metrics[].template", List.of("name", "kind")),
            entry("spec.analysis.metrics[].limit", List.of("min", "max", "failures", "within")),
            entry("spec.analysis.metrics[].compare", List.of("worse", "tolerance", "slack")),
            entry("spec.analysis.quiet", List.of("path", "perSecond", "port")),
            entry("spec.analysis.thresholds", List.of("errorRate", "latency", "window", "failures")),
            entry("spec.analysis.thresholds.latency", List.of("percentile", "max")));

    private static final Map<String, String> LATER = Map.of(
            "spec.traffic.smi", "write traffic.istio; it is the one mesh of this version",
            "spec.traffic.gatewayApi", "write traffic.istio; it is the one mesh of this version",
            "spec.strategy.blueGreen", "write strategy.canary; it is the one strategy of this version",
            "spec.strategy.rolling", "write strategy.canary; it is the one strategy of this version",
            "spec.checks", "remove it and run such checks before the image changes",
            "spec.approvals", "remove it; write strategy.canary.onInconclusive: pause to have a person decide in doubt",
            "spec.notifications", "remove it; Kubernetes Events and the metrics of Sluice tell what happens");

    static final Fields ALL = new Fields(KNOWN, LATER);

    private PolicyFields() {}
}
