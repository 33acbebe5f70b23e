package dev.sluice.sim.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import dev.sluice.metrics.prometheus.PrometheusSource;
import dev.sluice.metrics.prometheus.query.Credentials;
import dev.sluice.sim.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded Prometheus understands whatever Sluice asks a Prometheus. */
class EmbeddedSourceTest {

    private static final int SECONDS = 120;

    private final FakeClock clock = new FakeClock();
    private final FakeTarget target = new FakeTarget();
    private final Scraper scraper = new Scraper(Duration.ofSeconds(1), List.of(target));
    private final PrometheusEndpoint prometheus = PrometheusEndpoint.start(scraper, clock, 0);
    private final MetricSource source = new PrometheusSource((namespace, secret) -> Credentials.NONE);
    private Instant start = clock.instant();

    /** A second: 90 requests to stable, 10 to the candidate, 5 to a neighbour; one in ten fails, one in ten is slow. */
    @BeforeEach
    void serve() {
        start = clock.instant();
        for (int second = 0; second <= SECONDS; second++) {
            count("checkout", 90L * second);
            count("checkout-canary", 10L * second);
            count("cart", 5L * second);
            scraper.tick(clock.instant());
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    private void count(String workload, double requests) {
        target.set("istio_requests_total", labels(workload, "200"), requests * 0.9);
        target.set("istio_requests_total", labels(workload, "503"), requests * 0.1);
        bucket(workload, "100.0", requests * 0.9);
        bucket(workload, "250.0", requests);
        bucket(workload, "+Inf", requests);
    }

    private void bucket(String workload, String le, double requests) {
        Map<String, String> labels = labels(workload, "200");
        labels.put("le", le);
        target.set("istio_request_duration_milliseconds_bucket", labels, requests);
    }

    private static Map<String, String> labels(String workload, String code) {
        return new HashMap<>(Map.of(
                "instance",
                "fake",
                "job",
                "mesh",
                "reporter",
                "source",
                "destination_service",
                workload + ".shop.svc.cluster.local",
                "destination_workload",
                workload,
                "response_code",
                code));
    }

    @Test
    void requests_and_slow_requests_come_in_one_answer() {
        CounterQuery query = CounterQuery.withLatency(
                MetricCursor.startingAt(start), List.of(Duration.ofMillis(100), Duration.ofMillis(250)));

        Increments read = value(source.increments(metrics(), query, clock.instant()));

        assertThat(read.remarks()).isEmpty();
        assertThat(read.latency()).hasSize(2);
        assertThat(read.latency().get(0).cells())
                .anyMatch(cell ->
                        cell.candidateRequests() == 10 && cell.candidateErrors() == 1 && cell.stableErrors() == 9);
        assertThat(read.latency().get(1).cells()).allMatch(cell -> cell.stableErrors() == 0);
    }

    @Test
    void sums_of_the_service_and_of_its_neighbours_are_told() {
        List<Volume> service = value(
                source.service(metrics(), List.of(Duration.ofMinutes(1), Duration.ofSeconds(30)), clock.instant()));

        assertThat(service.get(0).requests()).isCloseTo(6000, Offset.offset(1.0));
        assertThat(service.get(1).failed()).isCloseTo(300, Offset.offset(1.0));
        assertThat(value(source.neighbours(metrics(), Duration.ofMinutes(1), clock.instant()))
                        .requests())
                .isCloseTo(300, Offset.offset(1.0));
    }

    @Test
    void the_histogram_is_told() {
        LatencyProfile profile = value(source.profile(metrics(), Duration.ofMinutes(1), clock.instant()));

        assertThat(profile.total()).isBetween(5399L, 5401L);
        assertThat(profile.buckets())
                .extracting(LatencyProfile.Bucket::upTo)
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(250));
    }

    @Test
    void percentiles_and_numbers_are_told() {
        LatencyQuery query = new LatencyQuery(Arm.CANDIDATE, 99, Duration.ofMinutes(1));

        assertThat(value(source.latency(metrics(), query, clock.instant())))
                .isBetween(Duration.ofMillis(234), Duration.ofMillis(236));
        assertThat(value(source.number(metrics(), "sum(rate(istio_requests_total[1m]))", clock.instant())))
                .isCloseTo(105, Offset.offset(0.1));
        assertThat(source.number(metrics(), "istio_requests_total", clock.instant()))
                .isInstanceOf(Measurement.Missing.class);
        assertThat(source.number(metrics(), "rate(", clock.instant())).isInstanceOf(Measurement.Failed.class);
    }

    private MetricTarget metrics() {
        return new MetricTarget(
                prometheus.url(),
                "istio",
                null,
                false,
                Duration.ofSeconds(5),
                "shop",
                "checkout",
                "checkout-canary",
                "checkout",
                Counting.DEFAULT);
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
