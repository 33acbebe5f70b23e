package dev.sluice.metrics.prometheus;

import java.util.List;

/**
 * Which counters tell what became of the requests.
 *
 * @param requests the counter of requests
 * @param duration the histogram of their durations
 * @param selector what the labels of both must be
 * @param arms how a series shows its arm: the first of these labels that holds a name of an arm decides
 * @param failures a series counts failures if one of these labels says so; one that has none of these labels says
 *     nothing about failures and is not read
 */
record Preset(
        String name,
        String requests,
        Histogram duration,
        List<LabelPattern> selector,
        List<LabelPattern> arms,
        List<LabelPattern> failures,
        Capabilities capabilities) {
    Preset {
        selector = List.copyOf(selector);
        arms = List.copyOf(arms);
        failures = List.copyOf(failures);
    }

    /** @param secondsPerUnit what a duration of 1 means */
    record Histogram(String metric, double secondsPerUnit) {}

    /**
     * What a preset can answer. A policy that needs what its preset can't give is refused by name.
     *
     * @param armsShareTarget one scrape counts both arms, so their increments cover the same time
     * @param perPod series name the pod that answered: rolling releases can be judged
     * @param afterRetries a request counts once, as its client saw it; else each try counts
     * @param noHostFailures requests that found no pod are counted too
     */
    record Capabilities(boolean armsShareTarget, boolean perPod, boolean afterRetries, boolean noHostFailures) {}
}
