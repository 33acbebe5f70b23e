package dev.sluice.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.CounterQuery.WarmUp;
import dev.sluice.core.metric.EdgeCells;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.LatencyProfile.Bucket;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every metric source promises: run on the fake that engine tests use, and on the real ones. */
public abstract class MetricSourceContract {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final MetricCursor CURSOR = MetricCursor.startingAt(START);

    private MetricWorld world;

    protected abstract MetricWorld emptyWorld();

    @BeforeEach
    void createWorld() {
        world = emptyWorld();
    }

    @Test
    void cells_hold_what_each_scrape_added_to_both_arms_in_order_of_time() {
        servedAndScraped("gateway", 0, 100, 10);
        servedAndScraped("gateway", 5, 9, 1);
        servedAndScraped("gateway", 10, 8, 2);

        List<Cell> cells = read(CURSOR, 10).cells();

        assertThat(cells).extracting(Cell::end).containsExactly(at(5), at(10));
        assertThat(cells).extracting(Cell::candidateRequests).containsExactly(9L, 8L);
        assertThat(cells).extracting(Cell::candidateErrors).containsExactly(1L, 2L);
        assertThat(cells).extracting(Cell::stableRequests).containsExactly(90L, 80L);
        assertThat(cells).extracting(Cell::stableErrors).containsExactly(0L, 0L);
    }

    @Test
    void each_proxy_is_a_stratum() {
        servedAndScraped("gateway", 0, 0, 0);
        servedAndScraped("sidecar", 1, 0, 0);
        servedAndScraped("gateway", 5, 9, 0);
        servedAndScraped("sidecar", 6, 4, 0);

        List<Cell> cells = read(CURSOR, 10).cells();

        assertThat(cells).extracting(Cell::candidateRequests).containsExactly(9L, 4L);
        assertThat(cells).extracting(Cell::stratum).doesNotHaveDuplicates();
    }

    @Test
    void what_was_read_is_not_read_again() {
        servedAndScraped("gateway", 0, 5, 0);
        servedAndScraped("gateway", 5, 9, 1);
        Increments first = read(CURSOR, 6);
        servedAndScraped("gateway", 10, 8, 2);

        assertThat(read(first.next(), 6).cells()).isEmpty();
        assertThat(read(first.next(), 11).cells())
                .extracting(Cell::candidateRequests)
                .containsExactly(8L);
    }

    @Test
    void what_was_counted_before_the_release_began_to_look_is_not_read() {
        servedAndScraped("gateway", -10, 5, 0);
        servedAndScraped("gateway", -5, 50, 50);
        servedAndScraped("gateway", 0, 50, 50);
        servedAndScraped("gateway", 5, 9, 0);

        assertThat(read(CURSOR, 6).cells()).extracting(Cell::candidateErrors).containsExactly(0L);
    }

    @Test
    void nothing_younger_than_now_is_read() {
        servedAndScraped("gateway", 0, 0, 0);
        servedAndScraped("gateway", 5, 9, 0);
        servedAndScraped("gateway", 10, 8, 0);

        Increments read = read(CURSOR, 7);

        assertThat(read.cells()).hasSize(1);
        assertThat(read.newest()).isEqualTo(at(5));
    }

    @Test
    void a_scrape_without_requests_is_a_cell_since_it_is_no_outage() {
        servedAndScraped("gateway", 0, 5, 0);
        world.scrape("gateway", at(5));

        assertThat(read(CURSOR, 6).cells()).extracting(Cell::stableRequests).containsExactly(0L);
    }

    @Test
    void without_a_new_sample_there_is_no_cell() {
        servedAndScraped("gateway", 0, 5, 0);

        Increments read = read(CURSOR, 60);

        assertThat(read.cells()).isEmpty();
        assertThat(read.newest()).isEqualTo(at(0));
        assertThat(read.scrapeInterval()).isNull();
    }

    @Test
    void without_any_sample_the_answer_is_empty_and_no_failure() {
        assertThat(read(CURSOR, 60)).isEqualTo(new Increments(List.of(), CURSOR, null, null));
    }

    @Test
    void the_scrape_interval_is_told() {
        servedAndScraped("gateway", 0, 5, 0);
        servedAndScraped("gateway", 5, 5, 0);
        servedAndScraped("gateway", 10, 5, 0);

        assertThat(read(CURSOR, 10).scrapeInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_restarted_proxy_counts_on() {
        servedAndScraped("gateway", 0, 500, 0);
        world.restart("gateway");
        servedAndScraped("gateway", 5, 9, 1);

        assertThat(read(CURSOR, 6).cells())
                .extracting(Cell::candidateRequests, Cell::candidateErrors)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(9L, 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf", "-Inf", "-3", "0.5", "1e300"})
    void a_counter_that_tells_nonsense_is_as_good_as_a_missed_scrape_and_remarked(String nonsense) {
        servedAndScraped("gateway", 0, 5, 0);
        world.serve("gateway", Arm.CANDIDATE, 9, 3);
        world.scrapeTelling(nonsense, "gateway", at(5));
        servedAndScraped("gateway", 10, 8, 2);

        Increments read = read(CURSOR, 11);

        assertThat(read.cells()).extracting(Cell::end).containsExactly(at(10));
        assertThat(read.cells()).extracting(Cell::candidateRequests).containsExactly(20L);
        assertThat(read.cells()).extracting(Cell::candidateErrors).containsExactly(5L);
        assertThat(read.remarks()).hasSize(1);
    }

    @Test
    void a_metric_of_one_arm_only_is_that_arms_and_none_of_the_others() {
        for (int second = 0; second <= 5; second += 5) {
            world.serve("gateway", Arm.STABLE, 90, 10);
            world.scrape("gateway", at(second));
        }

        Increments read = read(latency(CURSOR, 250), 6);

        assertThat(read.cells()).containsExactly(cellOf(read, 0, 0, 0, 100, 10));
        assertThat(read.cells()).noneMatch(Cell::comparesArms);
    }

    @Test
    void an_outage_is_a_failure_to_ask_and_its_requests_are_read_afterwards() {
        servedAndScraped("gateway", 0, 5, 0);
        world.outage(true);
        servedAndScraped("gateway", 5, 9, 1);

        assertThat(world.source().increments(world.target(), CounterQuery.errors(CURSOR), at(6)))
                .isInstanceOf(Measurement.Failed.class);
        assertThat(world.source().history(world.target(), Duration.ofMinutes(1), List.of(), at(6)))
                .isInstanceOf(Measurement.Failed.class);
        assertThat(latency(Arm.STABLE)).isInstanceOf(Measurement.Failed.class);
        assertThat(number("up")).isInstanceOf(Measurement.Failed.class);
        assertThat(service(Duration.ofHours(1))).isInstanceOf(Measurement.Failed.class);
        assertThat(neighbours()).isInstanceOf(Measurement.Failed.class);
        assertThat(world.source().profile(world.target(), Duration.ofHours(1), at(6)))
                .isInstanceOf(Measurement.Failed.class);
        assertThat(world.source().probe(world.target(), at(6))).isInstanceOf(Measurement.Failed.class);

        world.outage(false);
        assertThat(read(CURSOR, 7).cells()).extracting(Cell::candidateErrors).containsExactly(1L);
    }

    @Test
    void history_holds_what_was_counted_so_far_back() {
        servedAndScraped("gateway", -60, 5, 5);
        servedAndScraped("gateway", -50, 7, 0);
        servedAndScraped("gateway", -40, 9, 1);

        List<Cell> cells = value(world.source().history(world.target(), Duration.ofSeconds(60), List.of(), START))
                .cells();

        assertThat(cells).extracting(Cell::candidateRequests).containsExactly(7L, 9L);
        assertThat(cells).extracting(Cell::stableRequests).containsExactly(70L, 90L);
    }

    @Test
    void a_latency_is_told_for_an_arm_that_answered() {
        world.answerIn(Arm.CANDIDATE, Duration.ofMillis(250));

        assertThat(latency(Arm.CANDIDATE)).isEqualTo(new Measurement.Value<>(Duration.ofMillis(250)));
        assertThat(latency(Arm.STABLE)).isInstanceOf(Measurement.Missing.class);
    }

    @Test
    void a_probe_tells_whether_anything_is_counted() {
        assertThat(world.source().probe(world.target(), at(0))).isInstanceOf(Measurement.Missing.class);

        servedAndScraped("gateway", 0, 5, 0);

        assertThat(world.source().probe(world.target(), at(1))).isInstanceOf(Measurement.Value.class);
    }

    @Test
    void slow_requests_are_told_at_each_edge_asked_for_over_the_same_intervals() {
        servedAndScraped("gateway", 0, 5, 0);
        served(Duration.ofMillis(300), 4);
        servedAndScraped("gateway", 5, 9, 1);
        served(Duration.ofMillis(250), 2);
        servedAndScraped("gateway", 10, 8, 0);

        Increments read = read(latency(CURSOR, 250, 500), 10);

        assertThat(read.remarks()).isEmpty();
        assertThat(read.latency()).extracting(EdgeCells::edge).containsExactly(ms(250), ms(500));
        assertThat(read.latency().get(0).cells())
                .containsExactly(cellOf(read, 0, 13, 4, 130, 40), cellOf(read, 1, 10, 0, 100, 0));
        assertThat(read.latency().get(1).cells())
                .containsExactly(cellOf(read, 0, 13, 0, 130, 0), cellOf(read, 1, 10, 0, 100, 0));
        assertThat(read.cells()).containsExactly(cellOf(read, 0, 13, 1, 130, 0), cellOf(read, 1, 10, 0, 100, 0));
    }

    @Test
    void an_edge_that_one_arm_lacks_is_left_out_and_remarked() {
        world.buckets(Arm.CANDIDATE, List.of(ms(250), ms(1000)));
        servedAndScraped("gateway", 0, 5, 0);
        servedAndScraped("gateway", 5, 9, 1);

        Increments read = read(latency(CURSOR, 100, 250), 6);

        assertThat(read.latency()).extracting(EdgeCells::edge).containsExactly(ms(250));
        assertThat(read.remarks()).singleElement().asString().contains("100 ms");
        assertThat(read.cells()).hasSize(1);
    }

    @Test
    void a_histogram_of_one_arm_only_compares_nothing_and_is_remarked() {
        world.buckets(Arm.CANDIDATE, List.of());
        servedAndScraped("gateway", 0, 5, 0);
        servedAndScraped("gateway", 5, 9, 1);

        Increments read = read(latency(CURSOR, 250), 6);

        assertThat(read.latency()).isEmpty();
        assertThat(read.remarks()).hasSize(1);
        assertThat(read.cells()).extracting(Cell::candidateErrors).containsExactly(1L);
    }

    @Test
    void latency_of_the_warm_up_is_in_no_cell_but_its_errors_are() {
        servedAndScraped("gateway", 0, 5, 0);
        served(ms(700), 4);
        servedAndScraped("gateway", 5, 9, 1);
        servedAndScraped("gateway", 10, 8, 2);

        Increments read = read(new CounterQuery(CURSOR, List.of(ms(250)), false, WarmUp.until(at(5))), 10);

        assertThat(read.latency().get(0).cells()).containsExactly(cellOf(read, 1, 8, 0, 80, 0));
        assertThat(read.cells()).extracting(Cell::candidateErrors).containsExactly(1L, 2L);
    }

    @Test
    void a_fresh_baseline_counts_as_stable_and_latency_is_compared_with_it_alone() {
        for (int second = 0; second <= 5; second += 5) {
            world.serve("gateway", Arm.BASELINE, 6, 1);
            world.serveIn(ms(300), "gateway", Arm.BASELINE, 3);
            servedAndScraped("gateway", second, 9, 1);
        }

        Increments alone = read(new CounterQuery(CURSOR, List.of(ms(250)), true, WarmUp.NONE), 6);
        Increments without = read(latency(CURSOR, 250), 6);

        assertThat(alone.cells()).containsExactly(cellOf(alone, 0, 9, 1, 100, 1));
        assertThat(alone.latency().get(0).cells()).containsExactly(cellOf(alone, 0, 9, 0, 10, 3));
        assertThat(without.cells()).containsExactly(cellOf(alone, 0, 9, 1, 90, 0));
        assertThat(without.latency().get(0).cells()).containsExactly(cellOf(alone, 0, 9, 0, 90, 0));
    }

    @Test
    void history_tells_latency_too() {
        servedAndScraped("gateway", -60, 5, 0);
        served(ms(300), 1);
        servedAndScraped("gateway", -50, 7, 0);
        servedAndScraped("gateway", -40, 9, 0);

        Increments past =
                value(world.source().history(world.target(), Duration.ofSeconds(60), List.of(ms(250)), START));

        assertThat(past.latency().get(0).cells()).extracting(Cell::stableErrors).containsExactly(10L, 0L);
        assertThat(past.cells()).extracting(Cell::stableRequests).containsExactly(80L, 90L);
    }

    @Test
    void the_profile_is_the_stable_versions_histogram() {
        servedAndScraped("gateway", -60, 0, 0);
        served(ms(300), 2);
        served(ms(3000), 1);
        servedAndScraped("gateway", -30, 7, 0);

        LatencyProfile profile = value(world.source().profile(world.target(), Duration.ofHours(1), START));

        assertThat(profile.total()).isEqualTo(100);
        assertThat(profile.buckets())
                .containsExactly(
                        new Bucket(ms(100), 70),
                        new Bucket(ms(250), 70),
                        new Bucket(ms(500), 90),
                        new Bucket(ms(1000), 90));
    }

    @Test
    void without_a_histogram_there_is_no_profile() {
        world.buckets(Arm.STABLE, List.of());
        servedAndScraped("gateway", -60, 0, 0);
        servedAndScraped("gateway", -30, 7, 0);

        assertThat(world.source().profile(world.target(), Duration.ofHours(1), START))
                .isInstanceOf(Measurement.Missing.class);
    }

    @Test
    void the_whole_service_is_summed_over_each_window() {
        servedAndScraped("gateway", -600, 1, 0);
        servedAndScraped("gateway", -590, 10, 5);
        servedAndScraped("gateway", -30, 0, 0);
        servedAndScraped("gateway", -20, 20, 10);

        assertThat(service(Duration.ofHours(1), Duration.ofMinutes(1)))
                .isEqualTo(new Measurement.Value<>(List.of(new Volume(330, 15), new Volume(220, 10))));
    }

    @Test
    void a_service_that_nobody_counts_has_no_volume() {
        assertThat(service(Duration.ofHours(1))).isInstanceOf(Measurement.Missing.class);
    }

    @Test
    void neighbours_are_everything_but_the_service() {
        assertThat(neighbours()).isInstanceOf(Measurement.Missing.class);
        for (int second = -20; second <= -10; second += 10) {
            world.serveNeighbour("gateway", 40, 10);
            servedAndScraped("gateway", second, 9, 9);
        }

        assertThat(neighbours()).isEqualTo(new Measurement.Value<>(new Volume(50, 10)));
    }

    private Measurement<List<Volume>> service(Duration... windows) {
        return world.source().service(world.target(), List.of(windows), START);
    }

    private Measurement<Volume> neighbours() {
        return world.source().neighbours(world.target(), Duration.ofMinutes(5), START);
    }

    /** Ten times as much for stable. */
    private void served(Duration took, long requests) {
        world.serveIn(took, "gateway", Arm.CANDIDATE, requests);
        world.serveIn(took, "gateway", Arm.STABLE, 10 * requests);
    }

    private static CounterQuery latency(MetricCursor cursor, int... millis) {
        return CounterQuery.withLatency(
                cursor, IntStream.of(millis).mapToObj(MetricSourceContract::ms).toList());
    }

    private static Duration ms(int millis) {
        return Duration.ofMillis(millis);
    }

    /** Other counts in the interval and stratum of a cell that was read. */
    private static Cell cellOf(Increments read, int index, long... counts) {
        Cell cell = read.cells().get(index);
        return new Cell(cell.end(), cell.stratum(), counts[0], counts[1], counts[2], counts[3]);
    }

    @Test
    void a_query_that_gives_one_number_is_answered_with_it() {
        world.answerQuery("sum(queue_depth)", List.of(17.5));

        assertThat(number("sum(queue_depth)")).isEqualTo(new Measurement.Value<>(17.5));
    }

    @Test
    void a_query_that_gives_several_series_or_none_is_no_number() {
        world.answerQuery("queue_depth", List.of(1.0, 2.0, 3.0));
        world.answerQuery("queue_dpeth", List.of());

        assertThat(missing(number("queue_depth"))).contains("gave 3 series");
        assertThat(number("queue_dpeth")).isInstanceOf(Measurement.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_no_finite_number_is_missing(double value) {
        world.answerQuery("a / b", List.of(value));

        assertThat(number("a / b")).isInstanceOf(Measurement.Missing.class);
    }

    private Measurement<Double> number(String query) {
        return world.source().number(world.target(), query, at(0));
    }

    private static String missing(Measurement<?> measurement) {
        return measurement.fold(value -> "value: " + value, missing -> missing, failed -> "failed: " + failed);
    }

    private Measurement<Duration> latency(Arm arm) {
        return world.source().latency(world.target(), new LatencyQuery(arm, 99, Duration.ofMinutes(1)), at(0));
    }

    /** Ten times as much for stable, without failures. */
    private void servedAndScraped(String proxy, int second, long candidateRequests, long candidateErrors) {
        world.serve(proxy, Arm.CANDIDATE, candidateRequests - candidateErrors, candidateErrors);
        world.serve(proxy, Arm.STABLE, 10 * candidateRequests, 0);
        world.scrape(proxy, at(second));
    }

    private Increments read(MetricCursor cursor, int second) {
        return read(CounterQuery.errors(cursor), second);
    }

    private Increments read(CounterQuery query, int second) {
        return value(world.source().increments(world.target(), query, at(second)));
    }

    private static <T> T value(Measurement<T> measurement) {
        return measurement.fold(
                value -> value,
                missing -> {
                    throw new AssertionError("missing: " + missing);
                },
                failed -> {
                    throw new AssertionError("failed: " + failed);
                });
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
