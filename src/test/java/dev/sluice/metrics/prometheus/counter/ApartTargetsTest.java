package dev.sluice.metrics.prometheus.counter;

import static dev.sluice.metrics.prometheus.counter.Counters.at;
import static dev.sluice.metrics.prometheus.counter.Counters.cell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arms that are scraped apart: pods. The release begins at 0. */
class ApartTargetsTest {
    private static final MetricCursor CURSOR = MetricCursor.startingAt(at(0));
    private static final String ALL = "pods";

    @Test
    void cells_end_with_the_candidates_scrapes_and_stable_is_cut_there() {
        Counters pods = Counters.of("new").candidate(0, 0, 10, 20, 20, 50);
        pods.and(Counters.of("old").stable(-5, 0, 5, 100, 15, 300, 25, 300));

        assertThat(cells(pods, 30)).containsExactly(cell(10, ALL, 20, 0, 150, 0), cell(20, ALL, 30, 0, 100, 0));
    }

    @Test
    void a_cell_stays_open_until_both_arms_were_scraped_past_its_end() {
        Counters pods = Counters.of("new").candidate(0, 0, 10, 20, 20, 50);
        pods.and(Counters.of("old").stable(-5, 0, 5, 100, 15, 300));

        Increments first = read(pods, CURSOR, 21);
        assertThat(first.cells()).containsExactly(cell(10, ALL, 20, 0, 150, 0));

        Counters later = Counters.of("new").candidate(0, 0, 10, 20, 20, 50);
        later.and(Counters.of("old").stable(-5, 0, 5, 100, 15, 300, 25, 340));
        assertThat(read(later, first.next(), 26).cells()).containsExactly(cell(20, ALL, 30, 0, 120, 0));
    }

    @Test
    void nobody_waits_for_a_pod_that_is_gone() {
        Counters pods = Counters.of("new").candidate(0, 0, 10, 20, 20, 50, 30, 60, 40, 70);
        pods.and(Counters.of("old").stable(0, 0, 10, 100, 20, 200, 30, 300, 40, 400));
        pods.and(Counters.of("gone").stable(0, 0, 5, 10));

        assertThat(cells(pods, 41)).hasSize(4).first().isEqualTo(cell(10, ALL, 20, 0, 110, 0));
    }

    @Test
    void a_candidates_pod_is_younger_than_the_release_and_counts_from_0() {
        Counters pods = Counters.of("new").candidate(10, 20, 20, 50).candidateErrors(10, 3, 20, 3);
        pods.and(Counters.of("old").stable(0, 0, 10, 100, 20, 200));

        assertThat(cells(pods, 21)).containsExactly(cell(10, ALL, 23, 3, 100, 0), cell(20, ALL, 30, 0, 100, 0));
    }

    @Test
    void a_stable_pod_that_appears_late_may_have_counted_before() {
        Counters pods = Counters.of("new").candidate(0, 0, 10, 20, 20, 50);
        pods.and(Counters.of("old").stable(10, 5000, 20, 5100));

        assertThat(cells(pods, 21)).containsExactly(cell(10, ALL, 20, 0, 0, 0), cell(20, ALL, 30, 0, 100, 0));
    }

    @Test
    void what_a_candidates_pod_counted_before_the_release_began_to_look_is_cut_off() {
        Counters pods = Counters.of("new").candidate(-10, 0, 10, 20);
        pods.and(Counters.of("old").stable(-10, 0, 10, 100));

        assertThat(cells(pods, 11)).containsExactly(cell(10, ALL, 10, 0, 50, 0));
    }

    @Test
    void errors_are_never_more_than_requests_however_they_are_cut() {
        Counters pods = Counters.of("new").candidate(0, 0, 3, 1, 7, 1, 10, 1).candidateErrors(0, 0, 3, 2, 7, 3, 10, 9);
        pods.and(Counters.of("old").stable(-1, 0, 8, 2, 17, 4).stableErrors(-1, 0, 8, 3, 17, 5));

        assertThat(cells(pods, 20)).hasSize(3).allSatisfy(cell -> {
            assertThat(cell.candidateErrors()).isLessThanOrEqualTo(cell.candidateRequests());
            assertThat(cell.stableErrors()).isLessThanOrEqualTo(cell.stableRequests());
        });
    }

    @Test
    void without_a_candidate_the_stable_pods_give_the_boundaries() {
        Counters pods = Counters.of("a").stable(0, 0, 10, 100, 20, 200);
        pods.and(Counters.of("b").stable(-5, 0, 5, 100, 15, 200, 25, 300));

        assertThat(cells(pods, 30)).containsExactly(cell(10, ALL, 0, 0, 200, 0), cell(20, ALL, 0, 0, 200, 0));
    }

    @Test
    void a_candidates_pod_that_was_just_scraped_first_does_not_hold_up_what_came_before() {
        Counters pods = Counters.of("old").stable(0, 0, 10, 100, 20, 200);
        pods.and(Counters.of("new").candidate(21, 5));

        assertThat(cells(pods, 22)).containsExactly(cell(10, ALL, 0, 0, 100, 0), cell(20, ALL, 0, 0, 100, 0));
    }

    @Test
    void history_gives_each_pod_its_own_cells_at_the_same_times() {
        Counters pods = Counters.of("a").stable(0, 0, 10, 100, 20, 200);
        pods.and(Counters.of("b").stable(-5, 0, 5, 100, 15, 300, 25, 300));

        assertThat(new CounterReading(pods.series(), at(30)).history(at(-5)).cells())
                .containsExactlyInAnyOrder(
                        cell(0, "a", 0, 0, 0, 0),
                        cell(0, "b", 0, 0, 50, 0),
                        cell(10, "a", 0, 0, 100, 0),
                        cell(10, "b", 0, 0, 150, 0),
                        cell(20, "a", 0, 0, 100, 0),
                        cell(20, "b", 0, 0, 100, 0));
    }

    private static List<Cell> cells(Counters counters, double now) {
        return read(counters, CURSOR, now).cells();
    }

    private static Increments read(Counters counters, MetricCursor cursor, double now) {
        return new CounterReading(counters.series(), at(now)).commonCells(cursor);
    }
}
