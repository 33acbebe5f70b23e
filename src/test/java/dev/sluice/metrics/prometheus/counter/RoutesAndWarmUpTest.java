package dev.sluice.metrics.prometheus.counter;

import static dev.sluice.metrics.prometheus.counter.Counters.START;
import static dev.sluice.metrics.prometheus.counter.Counters.at;
import static dev.sluice.metrics.prometheus.counter.Counters.cell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery.WarmUp;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which requests are compared with which. The release begins at 0, scrapes come every 5 s. */
class RoutesAndWarmUpTest {
    private static final MetricCursor CURSOR = MetricCursor.startingAt(START);
    private static final Duration EDGE = Duration.ofMillis(250);

    @Test
    void busy_routes_are_compared_by_themselves_and_quiet_ones_together() {
        List<CounterSeries> series = List.of(
                counter("proxy", "/cart", Arm.STABLE, 90),
                counter("proxy", "/cart", Arm.CANDIDATE, 10),
                counter("proxy", "/a", Arm.STABLE, 5),
                counter("proxy", "/b", Arm.CANDIDATE, 2),
                counter("proxy", "", Arm.CANDIDATE, 1));

        List<Cell> cells = shared(series).cells();

        assertThat(cells)
                .containsExactly(
                        cell(5, "proxy /cart", 10, 0, 90, 0),
                        cell(5, "proxy", 3, 0, 5, 0),
                        cell(10, "proxy /cart", 10, 0, 90, 0),
                        cell(10, "proxy", 3, 0, 5, 0));
    }

    @Test
    void a_label_with_a_value_for_each_user_makes_a_bounded_number_of_strata_and_loses_nothing() {
        List<CounterSeries> series = new ArrayList<>();
        for (int user = 0; user < 500; user++) {
            series.add(counter("proxy", "/users/" + user, Arm.STABLE, 20 + user));
        }

        List<Cell> cells = shared(series).cells();

        assertThat(cells).filteredOn(cell -> cell.end().equals(at(5))).hasSize(51);
        assertThat(cells.stream().mapToLong(Cell::stableRequests).sum()).isEqualTo(2 * 500 * (20 + 519) / 2);
    }

    @Test
    void a_long_route_has_a_short_name_of_its_own() {
        String prefix = "/" + "x".repeat(300);

        List<Cell> cells = shared(List.of(
                        counter("proxy", prefix + "/one", Arm.STABLE, 20),
                        counter("proxy", prefix + "/two", Arm.STABLE, 20)))
                .cells();

        assertThat(cells).extracting(Cell::stratum).allMatch(name -> name.length() < 120);
        assertThat(cells).filteredOn(cell -> cell.end().equals(at(5))).hasSize(3);
    }

    @Test
    void history_has_no_routes() {
        List<CounterSeries> series =
                List.of(counter("a", "/cart", Arm.STABLE, 90), counter("a", "/pay", Arm.STABLE, 10));

        assertThat(new CounterReading(series, at(10)).history(at(0)).cells())
                .containsExactly(cell(5, "a", 0, 0, 100, 0), cell(10, "a", 0, 0, 100, 0));
    }

    @Test
    void latency_of_a_pod_counts_once_it_is_warm() {
        List<CounterSeries> series =
                List.of(pod("old", Arm.STABLE), pod("new", Arm.CANDIDATE), pod("late", Arm.CANDIDATE));
        Map<String, Instant> ready = Map.of("new", at(0), "late", at(5));

        Increments read = apart(series, new WarmUp(Instant.MIN, ready, Duration.ofSeconds(5)));

        assertThat(read.latency().get(0).cells())
                .containsExactly(
                        cell(5, "pods", 0, 0, 10, 10),
                        cell(10, "pods", 10, 10, 10, 10),
                        cell(15, "pods", 20, 20, 10, 10));
    }

    @Test
    void a_candidates_pod_that_is_not_ready_is_not_warm_and_a_stable_one_is() {
        List<CounterSeries> series =
                List.of(pod("old", Arm.STABLE), pod("new", Arm.CANDIDATE), pod("other", Arm.CANDIDATE));

        Increments read = apart(series, new WarmUp(Instant.MIN, Map.of("new", at(-60)), Duration.ofSeconds(5)));

        assertThat(read.latency().get(0).cells())
                .extracting(Cell::candidateRequests)
                .containsExactly(10L, 10L, 10L);
        assertThat(read.latency().get(0).cells())
                .extracting(Cell::stableRequests)
                .containsExactly(10L, 10L, 10L);
    }

    @Test
    void what_a_young_pod_counted_before_its_first_scrape_is_not_warm() {
        CounterSeries young = new CounterSeries(
                "new", "new", "", Arm.CANDIDATE, EDGE, true, List.of(new Sample(at(10), 300), new Sample(at(15), 310)));

        Increments read = apart(
                List.of(pod("old", Arm.STABLE), young),
                new WarmUp(Instant.MIN, Map.of("new", at(-60)), Duration.ofSeconds(5)));

        assertThat(read.latency().get(0).cells().stream()
                        .mapToLong(Cell::candidateErrors)
                        .sum())
                .isEqualTo(10);
    }

    @Test
    void a_fresh_baseline_is_young_and_counts_on_the_stable_side() {
        CounterSeries baseline =
                new CounterSeries("fresh", Arm.BASELINE, true, List.of(new Sample(at(5), 40), new Sample(at(10), 50)));
        CounterSeries candidate =
                new CounterSeries("new", Arm.CANDIDATE, false, List.of(new Sample(at(5), 30), new Sample(at(10), 40)));

        List<Cell> cells = new CounterReading(List.of(baseline, candidate), at(10))
                .commonCells(CURSOR)
                .cells();

        assertThat(cells).containsExactly(cell(5, "pods", 30, 0, 40, 40), cell(10, "pods", 10, 0, 10, 10));
    }

    private static Increments shared(List<CounterSeries> series) {
        return new CounterReading(series, at(10)).eachScrape(CURSOR);
    }

    private static Increments apart(List<CounterSeries> series, WarmUp warmUp) {
        return new CounterReading(series, at(15), warmUp).commonCells(CURSOR);
    }

    /** So much more at each of three scrapes. */
    private static CounterSeries counter(String target, String route, Arm arm, long more) {
        List<Sample> samples =
                List.of(new Sample(at(0), 1000), new Sample(at(5), 1000 + more), new Sample(at(10), 1000 + 2 * more));
        return new CounterSeries(target, "", route, arm, null, false, samples);
    }

    /** Ten slow requests at each of four scrapes. */
    private static CounterSeries pod(String name, Arm arm) {
        List<Sample> samples = new ArrayList<>();
        for (int second = 0; second <= 15; second += 5) {
            samples.add(new Sample(at(second), 100 + 2L * second));
        }
        return new CounterSeries(name, name, "", arm, EDGE, true, samples);
    }
}
