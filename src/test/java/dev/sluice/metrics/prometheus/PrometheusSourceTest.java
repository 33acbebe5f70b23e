package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import dev.sluice.core.port.PortException;
import dev.sluice.metrics.prometheus.query.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the source makes of a Prometheus that is away, broken or guarded. */
class PrometheusSourceTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final MetricCursor CURSOR = MetricCursor.startingAt(START);
    private static final Map<String, String> SERIES = Map.of(
            "__name__", "istio_requests_total",
            "reporter", "source",
            "instance", "10.0.0.7:15020",
            "destination_workload", "checkout-canary",
            "destination_service", "checkout-canary.shop.svc.cluster.local",
            "response_code", "200");

    private final FakePrometheus prometheus = FakePrometheus.start();
    private Credentials credentials = Credentials.NONE;
    private final PrometheusSource source = new PrometheusSource((namespace, secret) -> credentials);

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "503 ! Service Unavailable ! answered HTTP 503",
                "500 ! {\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"disk full\"} ! refused: HTTP 500: disk full",
                "422 ! {\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"} ! HTTP 422: too many samples",
                "200 ! {\"status\":\"error\",\"error\":\"timed out\"} ! timed out",
                "401 ! Unauthorized ! token, or username and password, are not accepted",
                "404 ! 404 page not found ! is the address right, with its path prefix?",
                "302 ! moved ! redirect (HTTP 302), which Sluice doesn't follow",
                "200 ! <html>login</html> ! doesn't answer as a Prometheus",
                "200 ! [] ! doesn't answer as a Prometheus",
                "200 ! {} ! doesn't answer as a Prometheus",
                "200 ! {\"status\":\"success\"} ! doesn't answer as a Prometheus",
                "200 ! {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[1,\"x\"]]}]}} ! doesn't answer",
                "200 ! {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[1]}]}} ! doesn't answer",
                "200 ! {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{ ! doesn't answer",
                "200 ! {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}} ! a range of samples with a vector",
                "200 ! `` ! doesn't answer as a Prometheus"
            })
    void a_broken_answer_is_a_failure_that_names_the_address(int status, String body, String said) {
        prometheus.replyWith(status, body);

        String failure = failure(source.increments(target(), CounterQuery.errors(CURSOR), START.plusSeconds(6)));

        assertThat(failure).contains("Prometheus " + prometheus.address()).contains(said);
    }

    @Test
    void nobody_at_the_address_is_a_failure() {
        String address = prometheus.address();
        prometheus.close();

        assertThat(failure(source.probe(Targets.of(address, "istio", null, false), START)))
                .startsWith("Prometheus " + address + " can't be asked: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prometheus:9090",
                "ftp://prometheus",
                "http://",
                "not a url",
                "http://admin:hunter22@prometheus:9090",
                "http://prometheus:9090/?token=hunter22"
            })
    void an_address_that_is_none_is_refused_without_being_repeated(String address) {
        assertThat(failure(source.probe(Targets.of(address, "istio", null, false), START)))
                .contains("write http(s)://HOST[:PORT][/PREFIX]")
                .doesNotContain("hunter22");
    }

    @Test
    void an_answer_that_never_comes_is_given_up() {
        prometheus.replyWith(exchange -> {});

        assertThat(failure(source.probe(hasty(), START))).endsWith(" did not answer within 200 ms");
    }

    @Test
    void an_answer_that_never_ends_is_given_up() {
        prometheus.replyWith(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });

        assertThat(failure(source.probe(hasty(), START))).endsWith(" did not answer within 200 ms");
    }

    @Test
    void an_answer_too_large_is_broken_off_and_not_fetched_again() {
        prometheus.replyWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                exchange.getResponseBody().write(megabyte);
            }
        });

        assertThat(failure(source.probe(target(), START)))
                .contains("the answer is larger than 32 MiB; drop labels that nobody needs")
                .contains("or choose another preset");
        assertThat(prometheus.requests()).hasSize(1);
    }

    @Test
    void a_connection_closed_meanwhile_is_opened_again() {
        prometheus.sample(SERIES, START, "1");
        prometheus.replyWith(exchange -> {
            prometheus.replyAsPrometheus();
            exchange.close();
        });

        assertThat(source.probe(target(), START)).isInstanceOf(Measurement.Value.class);
        assertThat(prometheus.requests()).hasSize(2);
    }

    @Test
    void numbers_that_no_counter_has_are_left_out() {
        prometheus
                .sample(SERIES, START, "10")
                .sample(SERIES, START.plusSeconds(5), "NaN")
                .sample(SERIES, START.plusSeconds(10), "+Inf")
                .sample(SERIES, START.plusSeconds(15), "-3")
                .sample(SERIES, START.plusSeconds(20), "1e300")
                .sample(SERIES, START.plusSeconds(25), "14");

        Measurement<Increments> read = source.increments(target(), CounterQuery.errors(CURSOR), START.plusSeconds(30));

        assertThat(((Measurement.Value<Increments>) read).value().cells())
                .containsExactly(new Cell(START.plusSeconds(25), "/10.0.0.7:15020", 4, 0, 0, 0));
    }

    @Test
    void an_hour_of_history_is_asked_for_in_parts_and_loses_nothing() {
        for (int second = -3600; second <= 0; second += 10) {
            prometheus.sample(SERIES, START.plusSeconds(second), Integer.toString(5000 + second));
        }

        Measurement<Increments> read = source.history(target(), Duration.ofHours(1), List.of(), START);

        assertThat(((Measurement.Value<Increments>) read).value().cells())
                .hasSize(360)
                .extracting(Cell::candidateRequests)
                .containsOnly(10L);
        assertThat(prometheus.requests()).hasSizeGreaterThan(1);
    }

    @Test
    void after_an_outage_the_window_reaches_back_to_what_was_read_last_but_not_for_ever() {
        prometheus.sample(SERIES, START, "10").sample(SERIES, START.plusSeconds(5), "14");
        MetricCursor cursor = new MetricCursor(START, Map.of("/10.0.0.7:15020", START));

        assertThat(requestsRead(cursor, Duration.ofMinutes(10))).isEqualTo(4);
        assertThat(requestsRead(cursor, Duration.ofMinutes(20))).isZero();
    }

    private long requestsRead(MetricCursor cursor, Duration later) {
        Measurement<Increments> read = source.increments(target(), CounterQuery.errors(cursor), START.plus(later));
        return ((Measurement.Value<Increments>) read)
                .value().cells().stream().mapToLong(Cell::candidateRequests).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf", "-Inf"})
    void a_latency_that_is_no_number_is_missing(String value) {
        prometheus.replyWith(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\""
                        + value + "\"]}]}}");

        assertThat(source.latency(target(), new LatencyQuery(Arm.STABLE, 99, Duration.ofMinutes(1)), START))
                .isInstanceOf(Measurement.Missing.class);
    }

    @Test
    void a_probe_tells_what_it_found_or_what_to_check() {
        assertThat(source.probe(target(), START))
                .isEqualTo(new Measurement.Missing<>("Prometheus " + prometheus.address() + " answers, but has no"
                        + " istio_requests_total at all: does it scrape what the preset istio counts?"));

        prometheus.sample(Map.of("__name__", "istio_requests_total", "reporter", "source"), START, "1");
        assertThat(source.probe(target(), START))
                .isEqualTo(new Measurement.Missing<>("Prometheus " + prometheus.address() + " answers, but no series of"
                        + " istio_requests_total lead to shop/checkout: did it get requests in the last minutes, and"
                        + " is istio the right preset?"));

        prometheus.sample(SERIES, START, "1");
        assertThat(source.probe(target(), START))
                .isEqualTo(new Measurement.Value<>("Prometheus " + prometheus.address()
                        + " answers; 1 series of istio_requests_total lead to shop/checkout"));
    }

    @Test
    void a_path_prefix_is_kept() {
        prometheus.sample(SERIES, START, "1");

        assertThat(source.probe(Targets.of(prometheus.address() + "/prom/", "istio", null, false), START))
                .isInstanceOf(Measurement.Value.class);
    }

    @Test
    void a_token_or_a_password_is_sent_and_never_told() {
        credentials = new Credentials(null, "sluice", "hunter22", null);
        assertThat(authorization()).isEqualTo("Basic c2x1aWNlOmh1bnRlcjIy");

        credentials = new Credentials("s3cr3t-token\n", "sluice", "hunter22", null);
        assertThat(authorization()).isEqualTo("Bearer s3cr3t-token");

        prometheus.replyWith(500, "{\"status\":\"error\",\"error\":\"no: s3cr3t-token, hunter22\"}");
        assertThat(failure(source.probe(guarded(), START))).endsWith("no: ***, ***");
        assertThat(credentials).hasToString("Credentials[***]");
    }

    @Test
    void a_token_that_no_header_can_hold_is_refused_without_being_repeated() {
        credentials = new Credentials("s3cr3t\ntoken", null, null, null);

        assertThat(failure(source.probe(guarded(), START)))
                .startsWith("token of the Secret holds")
                .doesNotContain("s3cr3t");
        assertThat(prometheus.requests()).isEmpty();
    }

    @Test
    void a_secret_that_is_not_there_is_a_failure_and_nothing_is_asked() {
        PrometheusSource locked = new PrometheusSource((namespace, secret) -> {
            throw new PortException(PortException.Kind.ABSENT, "there is no Secret " + namespace + "/" + secret);
        });

        assertThat(failure(locked.probe(guarded(), START))).isEqualTo("there is no Secret shop/prometheus-login");
        assertThat(prometheus.requests()).isEmpty();
    }

    private String authorization() {
        prometheus.requests().clear();
        source.probe(guarded(), START);
        return prometheus.requests().get(0).getFirst("Authorization");
    }

    private MetricTarget target() {
        return Targets.of(prometheus, "istio");
    }

    private MetricTarget guarded() {
        return Targets.of(prometheus.address(), "istio", "prometheus-login", false);
    }

    private MetricTarget hasty() {
        return new MetricTarget(
                prometheus.address(),
                "istio",
                null,
                false,
                Duration.ofMillis(200),
                "shop",
                "checkout",
                "checkout-canary",
                "checkout",
                Counting.DEFAULT);
    }

    private static String failure(Measurement<?> measurement) {
        assertThat(measurement).isInstanceOf(Measurement.Failed.class);
        return ((Measurement.Failed<?>) measurement).reason();
    }
}
