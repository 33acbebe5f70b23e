package dev.sluice.sim.mesh;

import dev.sluice.sim.workload.PodSettings;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A ready pod as the mesh knows it.
 *
 * @param workload the Deployment's name, as Istio derives it
 * @param meshVersion the label {@code version}, as Istio reports it
 */
record Endpoint(String workload, String namespace, String meshVersion, PodSettings settings, Instant readySince) {

    private static final String HASH_LABEL = "pod-template-hash";

    static Endpoint of(Pod pod) {
        Map<String, String> labels =
                Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
        return new Endpoint(
                workloadOf(pod, labels),
                pod.getMetadata().getNamespace(),
                labels.getOrDefault("version", "latest"),
                PodSettings.of(pod),
                readySince(pod));
    }

    private static String workloadOf(Pod pod, Map<String, String> labels) {
        String owner = pod.getMetadata().getOwnerReferences().stream()
                .findFirst()
                .map(OwnerReference::getName)
                .orElse(pod.getMetadata().getName());
        String suffix = "-" + labels.getOrDefault(HASH_LABEL, "");
        return labels.containsKey(HASH_LABEL) && owner.endsWith(suffix)
                ? owner.substring(0, owner.length() - suffix.length())
                : owner;
    }

    private static Instant readySince(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(PodCondition::getLastTransitionTime)
                .map(Instant::parse)
                .findFirst()
                .orElse(Instant.EPOCH);
    }
}
