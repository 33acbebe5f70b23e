package dev.sluice.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return value(world.source().increments(world.target(), CounterQuery.errors(cursor), at(second)));
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
