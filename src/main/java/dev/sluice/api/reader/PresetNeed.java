package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.section.Faults;
import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.MetricPreset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A field that only some presets can answer.
 *
 * @param path of the field
 * @param word what the field must say to need it; empty = it need only be there
 * @param capability what the preset must be able to give
 */
record PresetNeed(String path, String word, Capability capability) {

    /** All of them. A strategy that compares pods will need {@link Capability#PER_POD}. */
    static final List<PresetNeed> ALL = List.of(
            new PresetNeed("spec.analysis.latency", "", Capability.LATENCY_BUCKETS),
            new PresetNeed("spec.analysis.thresholds.latency", "", Capability.LATENCY_BUCKETS),
            new PresetNeed("spec.analysis.errors.grpcFailures", "", Capability.GRPC_STATUS),
            new PresetNeed("spec.analysis.errors.route", "", Capability.ROUTES),
            new PresetNeed("spec.analysis.baseline", "fresh", Capability.DEPLOYMENTS_APART),
            // Elsewhere the counters would see Sluice's own requests too, and they would count twice.
            new PresetNeed("spec.analysis.quiet", "", Capability.ARMS_SHARE_TARGET));

    /** Refuses fields of the policy that its preset can't answer. */
    static void check(JsonNode policy, MetricPreset chosen, List<MetricPreset> presets, Faults faults) {
        for (PresetNeed need : ALL) {
            if (!need.isIn(policy) || chosen.canGive(need.capability)) {
                continue;
            }
            String others = presets.stream()
                    .filter(preset -> preset.canGive(need.capability))
                    .map(MetricPreset::name)
                    .collect(Collectors.joining(" or "));
            faults.add(
                    need.path,
                    "needs " + need.capability.title() + ", which the preset " + chosen.name() + " can't give",
                    others.isEmpty() ? "remove it" : "remove it, or write analysis.prometheus.preset: " + others);
        }
    }

    private boolean isIn(JsonNode policy) {
        JsonNode field = policy.at("/" + path.replace('.', '/'));
        return word.isEmpty() ? !field.isMissingNode() : word.equals(field.asText());
    }
}
