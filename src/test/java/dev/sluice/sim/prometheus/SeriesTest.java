package dev.sluice.sim.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void a_range_is_open_at_its_start_and_closed_at_its_end() {
        Series series = filled(1_000, 10);
        assertThat(series.between(3, 6)).extracting(Series.Sample::millis).containsExactly(4L, 5L, 6L);
        assertThat(series.between(-5, 1)).extracting(Series.Sample::value).containsExactly(0.0, 10.0);
        assertThat(series.between(20, 30)).isEmpty();
    }

    @Test
    void the_latest_sample_counts_only_while_it_is_young_enough() {
        Series series = filled(1_000, 10);
        assertThat(series.latest(0, 100)).contains(new Series.Sample(9, 90));
        assertThat(series.latest(4, 6)).contains(new Series.Sample(6, 60));
        assertThat(series.latest(9, 100)).isEmpty();
    }

    @Test
    void a_full_ring_forgets_the_oldest_samples() {
        Series series = filled(100, 1_234);
        assertThat(series.between(-1, 5_000)).hasSize(100);
        assertThat(series.between(-1, 5_000).get(0).millis()).isEqualTo(1_134);
        assertThat(series.latest(0, 1_150)).contains(new Series.Sample(1_150, 11_500));
    }

    private static Series filled(int capacity, int samples) {
        Series series = new Series(capacity);
        for (int i = 0; i < samples; i++) {
            series.add(i, i * 10);
        }
        return series;
    }
}
