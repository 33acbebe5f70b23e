package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * The labels and annotations by which deployment tools know their objects again. A copy must not carry them: the tool
 * would take the copy for its own, prune it, or report the original as changed.
 */
final class TrackingMarks {
    private static final List<String> DOMAINS = List.of(
            "meta.helm.sh",
            "helm.sh",
            "argocd.argoproj.io",
            "kustomize.toolkit.fluxcd.io",
            "helm.toolkit.fluxcd.io",
            "config.kubernetes.io",
            "deployment.kubernetes.io",
            "keel.sh",
            "sluice.dev");
    private static final Set<String> KEYS = Set.of(
            "app.kubernetes.io/managed-by",
            "app.kubernetes.io/instance",
            "kubectl.kubernetes.io/last-applied-configuration",
            "kubernetes.io/change-cause");

    private TrackingMarks() {}

    /** The labels or annotations of an object's own metadata without those marks. */
    static ObjectNode without(JsonNode marks) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (var entry : marks.properties()) {
            if (!isTracking(entry.getKey())) {
                rest.set(entry.getKey(), entry.getValue());
            }
        }
        return rest;
    }

    private static boolean isTracking(String key) {
        int slash = key.indexOf('/');
        return KEYS.contains(key) || (slash > 0 && DOMAINS.contains(key.substring(0, slash)));
    }
}
