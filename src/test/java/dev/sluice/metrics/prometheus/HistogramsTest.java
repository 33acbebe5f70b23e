package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.EdgeCells;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.LatencyProfile.Bucket;
import dev.sluice.metrics.prometheus.query.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histograms of all kinds, at edges of 0.25 and 0.5 s. */
class HistogramsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration QUARTER = Duration.ofMillis(250);
    private static final Duration HALF = Duration.ofMillis(500);

    private final FakePrometheus prometheus = FakePrometheus.start();
    private final PrometheusSource source = new PrometheusSource((namespace, secret) -> Credentials.NONE);

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @ParameterizedTest
    @CsvSource({
        "istio, 250, 100",
        "istio, 250.0, 100",
        "istio, 2.5e+02, 100.0",
        "envoy, 250, 100",
        "http, 0.25, 1e-01",
        "http, 0.250, 0.1",
        "http, 2.5e-01, 0.10"
    })
    void an_edge_is_found_however_it_is_written(String preset, String le, String other) {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests(preset, workload), 100, 130);
            scraped(bucket(preset, workload, other), 10, 11);
            scraped(bucket(preset, workload, le), 50, 60);
            scraped(bucket(preset, workload, "+Inf"), 100, 130);
        }

        Increments read = read(preset, QUARTER);

        assertThat(read.remarks()).isEmpty();
        assertThat(slow(read, QUARTER)).containsExactly(20L, 30L);
    }

    @Test
    void an_edge_a_thousand_times_larger_is_another() {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests("istio", workload), 100, 130);
            scraped(bucket("istio", workload, "2500.0"), 50, 60);
            scraped(bucket("istio", workload, "+Inf"), 100, 130);
        }

        assertThat(read("istio", QUARTER).remarks()).singleElement().asString().contains("250 ms");
    }

    @Test
    void a_restart_shows_in_the_whole_histogram_though_one_bucket_has_caught_up() {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests("istio", workload), 100, 60);
            scraped(bucket("istio", workload, "250"), 95, 20);
            scraped(bucket("istio", workload, "+Inf"), 100, 60);
        }

        assertThat(slow(read("istio", QUARTER), QUARTER)).containsExactly(40L, 60L);
    }

    @Test
    void more_fast_requests_than_requests_are_no_evidence() {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests("istio", workload), 100, 130);
            scraped(bucket("istio", workload, "250"), 95, 131);
            scraped(bucket("istio", workload, "+Inf"), 100, 130);
        }

        Increments read = read("istio", QUARTER);

        assertThat(slow(read, QUARTER)).containsExactly(0L, 0L);
        assertThat(read.remarks()).singleElement().asString().contains("no count of requests");
        assertThat(read.cells()).extracting(Cell::stableRequests).containsExactly(30L);
    }

    @Test
    void native_histograms_are_read_where_there_are_no_classic_ones() {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests("http", workload), 10, 20);
            histogram(workload, 0, "[0,\"0.125\",\"0.25\",\"7\"],[0,\"0.25\",\"0.5\",\"2\"],[0,\"1\",\"2\",\"1\"]");
            histogram(workload, 5, "[0,\"0.125\",\"0.25\",\"9\"],[0,\"0.25\",\"0.5\",\"8\"],[0,\"1\",\"2\",\"3\"]");
        }

        Increments read = read("http", QUARTER, HALF);

        assertThat(read.remarks()).isEmpty();
        assertThat(slow(read, QUARTER)).containsExactly(8L, 10L);
        assertThat(slow(read, HALF)).containsExactly(2L, 10L);
    }

    @Test
    void a_native_histogram_that_gets_coarser_keeps_the_edges_that_both_schemas_have() {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests("http", workload), 10, 20);
            histogram(
                    workload, 0, "[0,\"0.25\",\"0.3535533905932738\",\"5\"],[0,\"0.3535533905932738\",\"0.5\",\"5\"]");
            histogram(workload, 5, "[0,\"0.25\",\"0.5\",\"18\"],[0,\"0.5\",\"1\",\"2\"]");
        }
        Duration between = Duration.ofNanos(353_553_391);

        Increments read = read("http", QUARTER, between, HALF);

        assertThat(read.latency()).extracting(EdgeCells::edge).containsExactly(QUARTER, HALF);
        assertThat(slow(read, HALF)).containsExactly(2L, 10L);
        assertThat(read.remarks()).singleElement().asString().contains("353.553391 ms");
    }

    @Test
    void custom_buckets_are_native_too_and_an_edge_within_one_is_refused() {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests("http", workload), 10, 20);
            histogram(workload, 0, "[0,\"-Inf\",\"0.1\",\"4\"],[0,\"0.1\",\"0.5\",\"3\"],[0,\"0.5\",\"+Inf\",\"3\"]");
            histogram(workload, 5, "[0,\"-Inf\",\"0.1\",\"9\"],[0,\"0.1\",\"0.5\",\"5\"],[0,\"0.5\",\"+Inf\",\"6\"]");
        }

        Increments read = read("http", QUARTER, HALF);

        assertThat(slow(read, HALF)).containsExactly(3L, 10L);
        assertThat(read.remarks()).singleElement().asString().contains("250 ms");
    }

    @Test
    void of_both_kinds_the_classic_one_is_read_and_no_second_query_asked() {
        for (String workload : List.of("checkout", "checkout-canary")) {
            scraped(requests("http", workload), 10, 20);
            scraped(bucket("http", workload, "0.25"), 10, 13);
            scraped(bucket("http", workload, "+Inf"), 10, 20);
            histogram(workload, 0, "[0,\"0.125\",\"0.25\",\"7\"]");
            histogram(workload, 5, "[0,\"0.125\",\"0.25\",\"9\"]");
        }

        assertThat(slow(read("http", QUARTER), QUARTER)).containsExactly(7L, 10L);
        assertThat(prometheus.requests()).hasSize(1);
    }

    @Test
    void a_profile_of_a_native_histogram_offers_edges_of_empty_buckets_and_beyond() {
        prometheus.replyInTurn(
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"histogram\":"
                        + "[1772366400,{\"count\":\"100.4\",\"sum\":\"20\",\"buckets\":[[0,\"0.0625\",\"0.125\",\"60.2\"],"
                        + "[0,\"0.25\",\"0.5\",\"40.2\"]]}]}]}}");

        LatencyProfile profile = value(source.profile(Targets.of(prometheus, "http"), Duration.ofHours(1), START));

        assertThat(profile.total()).isEqualTo(100);
        assertThat(profile.buckets())
                .startsWith(
                        new Bucket(Duration.ofMillis(125), 60),
                        new Bucket(QUARTER, 60),
                        new Bucket(HALF, 100),
                        new Bucket(Duration.ofSeconds(1), 100))
                .endsWith(new Bucket(Duration.ofSeconds(8), 100));
    }

    private static List<Long> slow(Increments read, Duration edge) {
        return read.latency().stream()
                .filter(cells -> cells.edge().equals(edge))
                .flatMap(cells -> cells.cells().stream())
                .flatMap(cell -> List.of(cell.candidateErrors(), cell.candidateRequests()).stream())
                .toList();
    }

    private Increments read(String preset, Duration... edges) {
        CounterQuery query = CounterQuery.withLatency(MetricCursor.startingAt(START), List.of(edges));
        return value(source.increments(Targets.of(prometheus, preset), query, START.plusSeconds(6)));
    }

    private void scraped(Map<String, String> labels, long first, long second) {
        prometheus
                .sample(labels, START, Long.toString(first))
                .sample(labels, START.plusSeconds(5), Long.toString(second));
    }

    private void histogram(String workload, int second, String buckets) {
        Map<String, String> labels = labels("http", workload, "http_request_duration_seconds");
        prometheus.histogram(
                labels, START.plusSeconds(second), "{\"count\":\"0\",\"sum\":\"0\",\"buckets\":[" + buckets + "]}");
    }

    private static Map<String, String> requests(String preset, String workload) {
        String metric = switch (preset) {
            case "http" -> "http_requests_total";
            case "envoy" -> "envoy_cluster_upstream_rq";
            default -> "istio_requests_total";
        };
        Map<String, String> labels = labels(preset, workload, metric);
        labels.put(preset.equals("http") ? "code" : "response_code", "200");
        return labels;
    }

    private static Map<String, String> bucket(String preset, String workload, String le) {
        String metric = switch (preset) {
            case "http" -> "http_request_duration_seconds_bucket";
            case "envoy" -> "envoy_cluster_upstream_rq_time_bucket";
            default -> "istio_request_duration_milliseconds_bucket";
        };
        Map<String, String> labels = labels(preset, workload, metric);
        labels.put("le", le);
        return labels;
    }

    private static Map<String, String> labels(String preset, String workload, String metric) {
        Map<String, String> labels = new TreeMap<>(Map.of("__name__", metric, "instance", "10.0.0.7:15020"));
        switch (preset) {
            case "http" -> labels.putAll(Map.of("namespace", "shop", "pod", workload + "-5d9c7f8b6-x7k2p"));
            case "envoy" -> labels.put("cluster_name", "outbound|80||" + workload + ".shop.svc.cluster.local");
            default ->
                labels.putAll(Map.of(
                        "reporter",
                        "source",
                        "destination_workload",
                        workload,
                        "destination_service",
                        workload + ".shop.svc.cluster.local"));
        }
        return labels;
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
}
