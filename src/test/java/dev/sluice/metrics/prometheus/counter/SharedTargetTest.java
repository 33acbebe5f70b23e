package dev.sluice.metrics.prometheus.counter;

import static dev.sluice.metrics.prometheus.counter.Counters.at;
import static dev.sluice.metrics.prometheus.counter.Counters.cell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Targets that count both arms: proxies of clients. The release begins at 0. */
class SharedTargetTest {
    private static final MetricCursor CURSOR = MetricCursor.startingAt(at(0));

    @Test
    void a_cell_is_what_one_scrape_added_to_both_arms() {
        Counters proxy = Counters.of("p")
                .stable(0, 100, 5, 190, 10, 280)
                .stableErrors(0, 1, 5, 2, 10, 2)
                .candidate(0, 7, 5, 16, 10, 26)
                .candidateErrors(0, 0, 5, 1, 10, 1);

        assertThat(cells(proxy, 10)).containsExactly(cell(5, "p", 10, 1, 91, 1), cell(10, "p", 10, 0, 90, 0));
    }

    @Test
    void a_scrape_that_began_before_the_release_is_left_out() {
        Counters proxy = Counters.of("p").stable(-2, 100, 3, 190, 8, 280).candidate(-2, 7, 3, 16, 8, 26);

        assertThat(cells(proxy, 10)).containsExactly(cell(8, "p", 10, 0, 90, 0));
    }

    @Test
    void a_candidate_series_born_in_the_scrape_in_which_the_release_began_is_of_the_release() {
        Counters proxy = Counters.of("p").stable(-2, 100, 3, 190).candidateErrors(3, 4);

        assertThat(cells(proxy, 10)).containsExactly(cell(3, "p", 4, 4, 90, 0));
    }

    @Test
    void a_scrape_in_which_the_release_began_is_left_out_if_an_older_candidate_still_counts_in_it() {
        Counters proxy = Counters.of("p")
                .stable(-2, 100, 3, 190)
                .candidate(-2, 50, 3, 60)
                .candidateErrors(3, 4);

        assertThat(cells(proxy, 10)).isEmpty();
    }

    @Test
    void an_error_series_that_begins_late_counts_its_first_errors() {
        Counters proxy =
                Counters.of("p").stable(0, 100, 5, 190).candidate(0, 7, 5, 16).candidateErrors(5, 3);

        assertThat(cells(proxy, 10)).containsExactly(cell(5, "p", 12, 3, 90, 0));
    }

    @Test
    void series_that_all_begin_together_have_been_relabelled_and_count_from_their_second_sample() {
        Counters proxy = Counters.of("p")
                .stable(0, 100, 5, 190)
                .stable(10, 280, 15, 300)
                .candidate(0, 10, 5, 20)
                .candidate(10, 30, 15, 33);

        assertThat(cells(proxy, 15))
                .containsExactly(cell(5, "p", 10, 0, 90, 0), cell(10, "p", 0, 0, 0, 0), cell(15, "p", 3, 0, 20, 0));
    }

    @Test
    void a_proxy_that_appears_late_may_have_counted_before_so_its_first_scrape_is_left_out() {
        Counters proxy = Counters.of("late").stable(5, 1000, 10, 1090).candidate(5, 300, 10, 310);

        assertThat(cells(proxy, 10)).containsExactly(cell(10, "late", 10, 0, 90, 0));
    }

    @Test
    void a_counter_that_fell_was_restarted_and_counts_from_0() {
        Counters proxy = Counters.of("p").stable(0, 100, 5, 40, 10, 50).candidate(0, 80, 5, 3, 10, 4);

        assertThat(cells(proxy, 10)).containsExactly(cell(5, "p", 3, 0, 40, 0), cell(10, "p", 1, 0, 10, 0));
    }

    @Test
    void an_error_series_gone_with_a_restart_counts_from_0_when_it_is_back() {
        Counters proxy = Counters.of("p").candidate(0, 80, 5, 3, 10, 9).candidateErrors(0, 20, 10, 2);

        assertThat(cells(proxy, 10)).containsExactly(cell(5, "p", 3, 0, 0, 0), cell(10, "p", 8, 2, 0, 0));
    }

    @Test
    void a_missed_scrape_leaves_no_cell_and_its_requests_are_in_the_next() {
        Counters proxy = Counters.of("p").stable(0, 100, 15, 130).candidate(0, 5, 15, 11);

        assertThat(cells(proxy, 20)).containsExactly(cell(15, "p", 6, 0, 30, 0));
    }

    @Test
    void two_proxies_are_two_strata_in_order_of_time() {
        Counters proxies = Counters.of("b").stable(0, 1, 5, 3, 10, 7).candidate(0, 0, 5, 1, 10, 1);
        proxies.and(Counters.of("a").stable(2, 10, 7, 20).candidate(2, 0, 7, 2));

        assertThat(cells(proxies, 10))
                .containsExactly(cell(5, "b", 1, 0, 2, 0), cell(7, "a", 2, 0, 10, 0), cell(10, "b", 0, 0, 4, 0));
    }

    @Test
    void samples_younger_than_now_are_not_read_and_not_lost() {
        Counters proxy = Counters.of("p").stable(0, 0, 5, 10, 10, 30).candidate(0, 0, 5, 1, 10, 4);

        Increments first = read(proxy, CURSOR, 7);

        assertThat(first.cells()).containsExactly(cell(5, "p", 1, 0, 10, 0));
        assertThat(first.newest()).isEqualTo(at(5));
        assertThat(read(proxy, first.next(), 12).cells()).containsExactly(cell(10, "p", 3, 0, 20, 0));
    }

    @Test
    void a_repeated_sample_is_no_new_data() {
        Counters proxy = Counters.of("p").stable(0, 0, 5, 10).candidate(0, 0, 5, 1);

        MetricCursor next = read(proxy, CURSOR, 6).next();

        assertThat(read(proxy, next, 60).cells()).isEmpty();
        assertThat(read(proxy, next, 60).next()).isEqualTo(next);
    }

    @Test
    void a_scrape_without_requests_is_data() {
        Counters proxy = Counters.of("p").stable(0, 100, 5, 100);

        assertThat(cells(proxy, 10)).containsExactly(cell(5, "p", 0, 0, 0, 0));
    }

    @Test
    void samples_out_of_order_or_twice_make_no_difference() {
        Counters proxy = Counters.of("p").stable(10, 30, 0, 0, 5, 10, 5, 10).candidate(5, 1, 10, 4, 0, 0);

        assertThat(cells(proxy, 10)).containsExactly(cell(5, "p", 1, 0, 10, 0), cell(10, "p", 3, 0, 20, 0));
    }

    @Test
    void after_an_outage_longer_than_the_window_counters_of_a_known_target_go_on_without_their_past() {
        Counters proxy = Counters.of("p").stable(2000, 5000, 2005, 5090).candidate(2000, 900, 2005, 910);
        MetricCursor cursor = new MetricCursor(at(0), Map.of("p", at(500)));

        assertThat(read(proxy, cursor, 2010).cells()).containsExactly(cell(2005, "p", 10, 0, 90, 0));
    }

    @Test
    void the_scrape_interval_is_the_usual_distance_of_samples() {
        Counters proxy = Counters.of("p").stable(0, 1, 5, 2, 10, 3, 25, 4, 30, 5);

        assertThat(read(proxy, CURSOR, 30).scrapeInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read(Counters.of("p").stable(3, 1), CURSOR, 30).scrapeInterval())
                .isNull();
    }

    @Test
    void without_samples_nothing_is_read_and_the_cursor_stays() {
        Increments nothing = read(Counters.of("p").stable(), CURSOR, 30);

        assertThat(nothing).isEqualTo(new Increments(List.of(), CURSOR, null, null));
    }

    private static List<Cell> cells(Counters counters, double now) {
        return read(counters, CURSOR, now).cells();
    }

    private static Increments read(Counters counters, MetricCursor cursor, double now) {
        return new CounterReading(counters.series(), at(now)).eachScrape(cursor);
    }
}
