package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.MetricPreset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A field that only some presets can answer.
 *
 * @param path of the field
 * @param capability what the preset must be able to give
 */
record PresetNeed(String path, Capability capability) {

    /** All of them. A strategy that compares pods will need {@link Capability#PER_POD}. */
    static final List<PresetNeed> ALL =
            List.of(new PresetNeed("spec.analysis.thresholds.latency", Capability.LATENCY_BUCKETS));

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
        return !policy.at("/" + path.replace('.', '/')).isMissingNode();
    }
}
