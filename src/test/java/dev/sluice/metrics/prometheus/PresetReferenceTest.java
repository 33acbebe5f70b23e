package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.MetricPreset;
import dev.sluice.testing.GeneratedPage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of the presets says what they read and what they can answer. */
class PresetReferenceTest {

    @Test
    void the_page_says_what_the_presets_are() {
        GeneratedPage.check(Path.of("docs/reference/presets.md"), page(), PresetReferenceTest.class);
    }

    @Test
    void every_preset_that_a_policy_can_name_has_counters() {
        assertThat(Presets.ALL).extracting(Preset::offer).containsExactlyElementsOf(MetricPreset.ALL);
    }

    private static String page() {
        String counters = Presets.ALL.stream()
                .map(preset -> row(
                        "`" + preset.name() + "`", "`" + preset.requests() + "`", durations(preset), failures(preset)))
                .collect(Collectors.joining());
        String capabilities = Stream.of(Capability.values())
                .map(capability -> row(capability.title(), given(capability)))
                .collect(Collectors.joining());
        return """
                # Metric presets

                Which counters `analysis.prometheus.preset` reads, and what they can answer. A policy that needs what its preset can't
                give is refused, by the field and with the presets that can. [How to choose one](../how-to/write-a-policy.md).

                This page is generated: `%s`

                ## What they read

                | preset | requests | durations | failed is a series with |
                |---|---|---|---|
                %s
                ## What they can answer

                | | %s |
                |---|---|---|---|---|
                %s
                - *both arms in one scrape*: whoever counts them counts both, so an incident that hits both shows in both at the same time.
                  Without it Sluice cuts both arms at common times and waits out the skew, which takes a scrape longer. With it the scatter
                  of stable's errors is estimated over time, as what is scraped are the callers; without it, between the pods.
                - *counts per pod*: pods of one version can be told apart.
                - *counts after retries*: a request counts once, as its client saw it. Without it each try counts, so errors that retries hide
                  from clients count too.
                - *latency buckets*: percentiles can be told, as `analysis.thresholds.latency` needs it.
                - *requests that found no pod*: they count as failures of the arm that they were meant for. Without it a candidate that can't
                  be reached shows by its missing share of the requests only.
                """.formatted(GeneratedPage.command(PresetReferenceTest.class), counters, names(), capabilities);
    }

    private static String names() {
        return MetricPreset.ALL.stream()
                .map(preset -> "`" + preset.name() + "`")
                .collect(Collectors.joining(" | "));
    }

    private static String[] given(Capability capability) {
        return MetricPreset.ALL.stream()
                .map(preset -> preset.canGive(capability) ? "yes" : "–")
                .toArray(String[]::new);
    }

    private static String durations(Preset preset) {
        Preset.Histogram duration = preset.duration();
        return duration == null
                ? "–"
                : "`%s_bucket`, in %s".formatted(duration.metric(), duration.secondsPerUnit() == 1 ? "s" : "ms");
    }

    private static String failures(Preset preset) {
        return preset.failures().stream()
                .map(pattern -> "`%s` %s".formatted(pattern.label(), values(pattern.pattern())))
                .collect(Collectors.joining(", or "));
    }

    private static String values(String pattern) {
        List<String> values = Stream.of(pattern.split("\\|", -1))
                .map(value -> value.replace("5..", "500 to 599"))
                .toList();
        return String.join(", ", values);
    }

    private static String row(String first, String... others) {
        return "| " + first + " | " + String.join(" | ", others) + " |\n";
    }
}
