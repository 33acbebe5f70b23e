package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.operator.health.Pulse;
import dev.sluice.operator.record.ReleaseObjects;
import dev.sluice.testing.ForAll;
import dev.sluice.testing.world.Plans;
import dev.sluice.testing.world.ToyWorld;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The metrics at /q/metrics are those of docs/reference/metrics.md, from the first pass to the end of a release. */
final class ReleaseMetersTest {

    private static final Path PAGE = Path.of("docs/reference/metrics.md");
    private static final Pattern TYPE = Pattern.compile("# TYPE (sluice_\\S+) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private static final List<String> ORDER =
            List.of("namespace", "policy", "release", "phase", "reason", "outcome", "kind");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ReleaseMeters meters = new ReleaseMeters(registry, new Pulse(Clock.systemUTC()));
    private final ToyWorld world = new ToyWorld(Plans.aPlan(), ForAll.random(ForAll.seed(11), 0));
    private final Release release = ReleaseObjects.create(Plans.aPlan(), 1, world.subject, null);

    @Test
    void the_page_lists_every_metric_with_its_type_and_labels() throws Exception {
        drive();

        Map<String, List<String>> documented = new TreeMap<>();
        for (List<String> row : rows("| metric |")) {
            documented.put(row.get(0).replace("`", ""), List.of(row.get(1), row.get(2)));
        }
        assertThat(exported()).isEqualTo(documented);
        assertThat(rows("| metric |")).allSatisfy(row -> assertThat(row).noneMatch(String::isBlank));
    }

    @Test
    void the_page_lists_the_values_of_bounded_labels() throws Exception {
        drive();

        for (List<String> row : rows("| label |")) {
            assertThat(values(row.get(0).replace("`", "")))
                    .as(row.get(0))
                    .containsExactlyInAnyOrder(row.get(1).split(", ", -1));
        }
        assertThat(values("reason"))
                .isSubsetOf(Arrays.stream(ReasonCode.values())
                        .map(ReasonCode::title)
                        .toList());
    }

    @Test
    void counters_that_alerts_look_at_start_at_zero() {
        assertThat(registry.scrape())
                .contains("sluice_releases_ended_total{outcome=\"RolledBack\",} 0.0")
                .contains("sluice_port_errors_total{kind=\"BUG\",} 0.0");
    }

    @Test
    void the_metrics_of_a_release_go_when_it_is_over() throws Exception {
        drive();
        assertThat(registry.scrape()).contains("release=\"checkout-1\"");

        world.run(Duration.ofMinutes(30));
        assertThat(world.state.phase()).isEqualTo(Phase.SUCCEEDED);
        meters.seen(release, decision());

        assertThat(registry.scrape())
                .doesNotContain("release=\"checkout-1\"")
                .contains("sluice_releases_ended_total{outcome=\"Succeeded\",} 1.0");
    }

    private void drive() throws PortException {
        world.second();
        meters.timed("shop/checkout", () -> world.now);
        meters.seen(release, decision());
        meters.failed(PortException.Kind.TRANSIENT);
    }

    private Decision decision() {
        return Objects.requireNonNull(world.decision);
    }

    private Map<String, List<String>> exported() {
        Map<String, List<String>> exported = new TreeMap<>();
        TYPE.matcher(registry.scrape())
                .results()
                .forEach(type -> exported.put(type.group(1), List.of(type.group(2), labels(type.group(1)))));
        return exported;
    }

    /** The label names of a metric, as the page writes them. */
    private String labels(String metric) {
        Set<String> names = new TreeSet<>((a, b) -> Integer.compare(ORDER.indexOf(a), ORDER.indexOf(b)));
        samples(metric).forEach(sample -> LABEL.matcher(sample).results().forEach(label -> names.add(label.group(1))));
        return names.isEmpty() ? "–" : "`" + String.join("`, `", names) + "`";
    }

    private Set<String> values(String label) {
        Set<String> values = new TreeSet<>();
        Matcher matcher = LABEL.matcher(registry.scrape());
        while (matcher.find()) {
            if (matcher.group(1).equals(label)) {
                values.add(matcher.group(2));
            }
        }
        return values;
    }

    private Stream<String> samples(String metric) {
        return registry.scrape().lines().filter(line -> line.startsWith(metric + "{"));
    }

    private static List<List<String>> rows(String head) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }
}
