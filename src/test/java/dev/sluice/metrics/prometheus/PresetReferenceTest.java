package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.MetricPreset;
import dev.sluice.metrics.prometheus.preset.Preset;
import dev.sluice.metrics.prometheus.preset.Presets;
import dev.sluice.testing.GeneratedPage;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of the presets says what they read and what they can answer. */
class PresetReferenceTest {

    private static final String READING = """
            - *status*: failed are requests with a status that `analysis.errors.failures` or `grpcFailures` names, 5xx and the gRPC
              statuses 2, 4, 12, 13, 14 and 15 unless they say otherwise, and always those that ended without an answer (code 0). A
              gRPC failure has the HTTP status 200 and counts all the same.
            - *durations*: classic buckets (`_bucket` with `le`), or a native histogram of that name, exponential or with custom
              buckets, where there are no classic ones; if both are scraped, the classic ones are read.
            - *route*: the first of these labels that a series has, or the one that `analysis.errors.route` names. Each of the 50 busiest
              routes with at least ten requests a scrape is compared with itself; all others are compared together.
            """;

    private static final String CAPABILITIES = """
            - *both arms in one scrape*: whoever counts them counts both, so an incident that hits both shows in both at the same time.
              Without it Sluice cuts both arms at common times and waits out the skew, which takes a scrape longer. With it the scatter
              of stable's errors is estimated over time, as what is scraped are the callers; without it, between the pods.
            - *counts per pod*: pods of one version can be told apart.
            - *counts after retries*: a request counts once, as its client saw it. Without it each try counts, so errors that retries hide
              from clients count too.
            - *latency buckets*: the share of slow requests can be told, as `analysis.latency` and `analysis.thresholds.latency` need it.
            - *requests that found no pod*: they count as failures of the arm that they were meant for. Without it a candidate that can't
              be reached shows by its missing share of the requests only.
            - *gRPC status codes*: `analysis.errors.grpcFailures` has something to choose from.
            - *a label for the route*: the series may have one, if the mesh or the application adds it; `analysis.errors.route` names it.
            - *a copy of the stable version apart from it*: `analysis.baseline: fresh` can be told from the pods that serve, though one
              Service is in front of both.
            - *neighbours in the namespace*: where the candidate serves alone, as when it is being promoted, Sluice looks at all other
              services of the namespace: an incident that hits them too is not blamed on the candidate.
            """;

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
                        "`" + preset.name() + "`",
                        "`" + preset.requests() + "`",
                        durations(preset),
                        codes(preset),
                        routes(preset)))
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

                | preset | requests | durations | status in | route in |
                |---|---|---|---|---|
                %s
                %s
                ## What they can answer

                | | %s |
                |---|---|---|---|---|
                %s
                %s""".formatted(
                        GeneratedPage.command(PresetReferenceTest.class),
                        counters,
                        READING,
                        names(),
                        capabilities,
                        CAPABILITIES);
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

    private static String codes(Preset preset) {
        Stream<String> http = preset.codes().http().stream().map(label -> "`" + label + "`");
        Stream<String> grpc = preset.codes().grpc().stream().map(label -> "`" + label + "` (gRPC)");
        return Stream.concat(http, grpc).collect(Collectors.joining(", "));
    }

    private static String routes(Preset preset) {
        return preset.routes().isEmpty()
                ? "–"
                : preset.routes().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    }

    private static String row(String first, String... others) {
        return "| " + first + " | " + String.join(" | ", others) + " |\n";
    }
}
