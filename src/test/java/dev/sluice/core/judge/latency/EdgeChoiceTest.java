package dev.sluice.core.judge.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.core.judge.latency.EdgeChoice.Edge;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.LatencyProfile.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeChoiceTest {

    /** Istio's buckets up to 5 s with a median of 80 ms and a 99th percentile of 287 ms, of a million requests. */
    private static final LatencyProfile LOG_NORMAL = profile(
            1_000_000, 1, 0, 5, 0, 10, 76, 25, 17_000, 50, 196_000, 100, 657_800, 250, 980_950, 500, 999_580, 1000,
            999_998, 2500, 1_000_000, 5000, 1_000_000);

    private static LatencyProfile profile(long total, long... edgesAndCounts) {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < edgesAndCounts.length; i += 2) {
            buckets.add(new Bucket(Duration.ofMillis(edgesAndCounts[i]), edgesAndCounts[i + 1]));
        }
        return new LatencyProfile(buckets, total);
    }

    @Test
    void body_shoulder_and_tail_get_an_edge_each_with_half_of_what_is_slow_there_as_margin() {
        assertThat(EdgeChoice.of(LOG_NORMAL, null))
                .extracting(Edge::upTo, edge -> Math.round(edge.delta() * 1e5) / 1e5)
                .containsExactly(
                        tuple(Duration.ofMillis(100), 0.05),
                        tuple(Duration.ofMillis(250), 0.00953),
                        tuple(Duration.ofMillis(500), 0.001));
    }

    @Test
    void the_objective_adds_the_first_edge_that_is_not_below_it() {
        assertThat(EdgeChoice.of(LOG_NORMAL, Duration.ofMillis(700)))
                .extracting(Edge::upTo)
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void an_objective_that_most_requests_miss_is_no_edge() {
        assertThat(EdgeChoice.of(LOG_NORMAL, Duration.ofMillis(40)))
                .extracting(Edge::upTo)
                .doesNotContain(Duration.ofMillis(50));
    }

    @Test
    void an_objective_beyond_the_last_bucket_is_no_edge() {
        assertThat(EdgeChoice.of(LOG_NORMAL, Duration.ofSeconds(30))).hasSize(3);
    }

    @Test
    void one_coarse_bucket_serves_for_what_is_near_it() {
        assertThat(EdgeChoice.of(profile(1000, 100, 985), null))
                .extracting(Edge::upTo)
                .containsExactly(Duration.ofMillis(100));
    }

    @Test
    void a_service_without_requests_has_no_edges() {
        assertThat(EdgeChoice.of(profile(0, 100, 0), Duration.ofMillis(100))).isEmpty();
    }
}
