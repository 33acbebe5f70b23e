package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.MetricPreset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which counters tell what became of the requests.
 *
 * @param offer its name and what it can answer
 * @param requests the counter of requests
 * @param duration the histogram of their durations; null if it has none
 * @param selector what the labels of both must be
 * @param arms how a series shows its arm: the first of these labels that holds a name of an arm decides
 * @param failures a series counts failures if one of these labels says so; one that has none of these labels says
 *     nothing about failures and is not read
 */
record Preset(
        MetricPreset offer,
        String requests,
        @Nullable Histogram duration,
        List<LabelPattern> selector,
        List<LabelPattern> arms,
        List<LabelPattern> failures) {
    Preset {
        selector = List.copyOf(selector);
        arms = List.copyOf(arms);
        failures = List.copyOf(failures);
        if (offer.canGive(Capability.LATENCY_BUCKETS) != (duration != null)) {
            throw new IllegalArgumentException(
                    "preset " + offer.name() + ": latency buckets and a histogram go together");
        }
    }

    /** @param secondsPerUnit what a duration of 1 means */
    record Histogram(String metric, double secondsPerUnit) {}

    String name() {
        return offer.name();
    }
}
