package dev.sluice.sim.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusEndpointTest {

    private static final long START = 1_767_225_600; // FakeClock's, in seconds

    private final FakeClock clock = new FakeClock();
    private final FakeTarget target = new FakeTarget();
    private final Scraper scraper = new Scraper(Duration.ofSeconds(1), List.of(target));
    private final PrometheusEndpoint prometheus = PrometheusEndpoint.start(scraper, clock, 0);
    private final HttpClient http = HttpClient.newHttpClient();

    /** Ten seconds in which a counter grows by one each. */
    @BeforeEach
    void scrape() {
        for (int i = 0; i < 100; i++) {
            target.set("hits_total", Map.of("code", "200", "instance", "fake"), i / 10 + 0.5);
            scraper.tick(clock.instant());
            clock.advance(Duration.ofMillis(100));
        }
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(prometheus.url() + path)).build(), BodyHandlers.ofString());
    }

    private String body(String query, String more) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode data(String query, String more) throws IOException, InterruptedException {
        JsonNode body = Json.read(body(query, more));
        assertThat(body.path("status").asText()).isEqualTo("success");
        return body.path("data");
    }

    @Test
    void a_range_gives_every_sample_once_a_second_with_its_own_time() throws Exception {
        JsonNode data = data("hits_total{code=\"200\"}[4s]", "");
        assertThat(data.path("resultType").asText()).isEqualTo("matrix");
        assertThat(data.at("/result/0/metric/__name__").asText()).isEqualTo("hits_total");
        assertThat(body("hits_total{code=\"200\"}[4s]", ""))
                .contains("[[%d.000,\"7.5\"],[%d.000,\"8.5\"],[%d.000,\"9.5\"]]"
                        .formatted(START + 7, START + 8, START + 9));
    }

    @Test
    void an_instant_gives_the_latest_sample_at_the_time_asked_for() throws Exception {
        JsonNode data = data("hits_total", "&time=" + (START + 3) + ".250");
        assertThat(data.path("resultType").asText()).isEqualTo("vector");
        assertThat(body("hits_total", "&time=" + (START + 3) + ".250"))
                .contains("[%d.250,\"3.5\"]".formatted(START + 3));
        assertThat(data("hits_total", "&time=2026-01-01T00:00:05Z")
                        .at("/result/0/value/1")
                        .asText())
                .isEqualTo("5.5");
    }

    @Test
    void a_sample_older_than_five_minutes_is_no_instant_value() throws Exception {
        clock.advance(Duration.ofSeconds(298));
        assertThat(data("hits_total", "").path("result")).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(data("hits_total", "").path("result")).isEmpty();
    }

    @Test
    void a_form_is_answered_like_a_query_string() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(prometheus.url() + "/api/v1/query"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "query=up%7Binstance%3D%22fake%22%7D&time=" + START + "&timeout=5s"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(Json.read(answer.body()).at("/data/result/0/value/1").asText())
                .isEqualTo("1");
    }

    @Test
    void a_bad_query_is_answered_with_400_and_a_reason() throws Exception {
        HttpResponse<String> answer = get("/api/v1/query?query=absent(hits_total)");
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode body = Json.read(answer.body());
        assertThat(body.path("status").asText()).isEqualTo("error");
        assertThat(body.path("errorType").asText()).isEqualTo("bad_data");
        assertThat(body.path("error").asText()).contains("only selectors");
        assertThat(get("/api/v1/query?query=up&time=noon").statusCode()).isEqualTo(400);
    }

    @Test
    void it_says_that_it_is_healthy_and_ready() throws Exception {
        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(get("/-/ready").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/status/buildinfo").body()).contains("\"version\"");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void faults_show_to_readers_and_end() throws Exception {
        prometheus.fail(Fault.UNAVAILABLE);
        assertThat(get("/api/v1/query?query=up").statusCode()).isEqualTo(503);
        prometheus.fail(Fault.GARBAGE);
        assertThat(get("/api/v1/query?query=up").body()).doesNotStartWith("{");
        prometheus.fail(Fault.NOT_A_NUMBER);
        assertThat(data("hits_total[2s]", "").at("/result/0/values/0/1").asText())
                .isEqualTo("NaN");
        prometheus.fail(Fault.EMPTY);
        assertThat(data("up", "").path("result")).isEmpty();
        prometheus.fail(Fault.NONE);
        assertThat(data("up", "").at("/result/0/value/1").asText()).isEqualTo("1");
    }

    @Test
    void a_dead_one_refuses_connections_and_comes_back_with_a_gap() throws Exception {
        scraper.pause();
        prometheus.goDown();
        assertThatThrownBy(() -> get("/-/ready")).isInstanceOf(ConnectException.class);
        scrape();
        scraper.resume();
        prometheus.comeBack();
        scrape();
        assertThat(data("up[1h]", "").at("/result/0/values")).hasSize(20);
    }

    @Test
    void a_delayed_answer_takes_that_long() throws Exception {
        prometheus.delayAnswers(Duration.ofMillis(300));
        long begun = System.nanoTime();
        get("/-/ready");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void numbers_are_written_as_prometheus_writes_them() {
        assertThat(List.of(
                        QueryEngine.format(1027),
                        QueryEngine.format(0.25),
                        QueryEngine.format(1e7),
                        QueryEngine.format(Double.NaN),
                        QueryEngine.format(Double.NEGATIVE_INFINITY)))
                .containsExactly("1027", "0.25", "10000000", "NaN", "-Inf");
    }
}
