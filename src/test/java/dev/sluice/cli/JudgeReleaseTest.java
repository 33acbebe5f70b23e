package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.cli.Prompt.Outcome;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.prometheus.Labels;
import dev.sluice.sim.prometheus.MetricsTarget;
import dev.sluice.sim.prometheus.PrometheusEndpoint;
import dev.sluice.sim.prometheus.Scraper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice judge --release}: from the record of a release and what a Prometheus remembers of it. */
final class JudgeReleaseTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Both versions' counters: a hundred requests a second, of which the candidate has its weight. */
    private static final class Traffic implements MetricsTarget {

        private final double[] counts = new double[4];
        private int weight;
        private int failingPercent;

        void second() {
            counts[0] += weight * (100 - failingPercent) / 100.0;
            counts[1] += weight * failingPercent / 100.0;
            counts[2] += 100 - weight;
        }

        @Override
        public String instance() {
            return "users";
        }

        @Override
        public void collect(ObjDoubleConsumer<Labels> sink) {
            sink.accept(labels("checkout-canary", "200"), Math.floor(counts[0]));
            sink.accept(labels("checkout-canary", "500"), Math.floor(counts[1]));
            sink.accept(labels("checkout", "200"), counts[2]);
            sink.accept(labels("checkout", "500"), counts[3]);
        }

        private static Labels labels(String workload, String code) {
            return Labels.of(
                    "istio_requests_total",
                    Map.of(
                            "instance", "users",
                            "job", "mesh",
                            "reporter", "source",
                            "source_workload", "users",
                            "destination_service", "checkout.shop.svc.cluster.local",
                            "destination_service_name", "checkout",
                            "destination_workload", workload,
                            "destination_workload_namespace", "shop",
                            "destination_service_namespace", "shop",
                            "response_code", code));
        }
    }

    private final FakeClock clock = new FakeClock();
    private final Traffic traffic = new Traffic();
    private final Scraper scraper = new Scraper(Duration.ofSeconds(5), List.of(traffic));
    private final PrometheusEndpoint prometheus = PrometheusEndpoint.start(scraper, clock, 0);
    private Prompt prompt;

    JudgeReleaseTest(@TempDir Path directory) {
        prompt = Prompt.in(directory);
    }

    @BeforeEach
    void letTimePass() {
        live(60, 0, 0);
        live(120, 10, 0);
        live(60, 50, 0);
        live(60, 50, 5);
        live(60, 0, 0);
    }

    private void live(int seconds, int weight, int failingPercent) {
        traffic.weight = weight;
        traffic.failingPercent = failingPercent;
        for (int i = 0; i < seconds; i++) {
            scraper.tick(clock.instant());
            clock.advance(Duration.ofSeconds(1));
            traffic.second();
        }
        scraper.tick(clock.instant());
    }

    @AfterEach
    void stop() {
        prometheus.close();
        prompt.close();
    }

    private void record(boolean isWhole) {
        Release release = Samples.aRelease("checkout", 1, "RolledBack", "It failed.");
        release.getSpec().policySpec = Samples.aPolicy("checkout").getSpec();
        var log = release.getStatus().decisions;
        if (isWhole) {
            log.add(Samples.aDecision(at(50), "Starting", 0, "Pods start."));
        }
        log.add(Samples.aDecision(at(60), "Shifting", 10, "The candidate gets 10 %."));
        log.add(Samples.aDecision(at(70), "Shifting", 10, "Not decided yet."));
        log.add(Samples.aDecision(at(180), "Shifting", 50, "The candidate gets 50 %."));
        log.add(Samples.aDecision(at(300), "RollingBack", 0, "It fails more than it may."));
        log.add(Samples.aDecision(at(310), "RolledBack", 0, "It failed."));
        prompt.put(release);
    }

    private static String at(int seconds) {
        return START.plusSeconds(seconds).toString();
    }

    private Outcome judge(String... more) {
        List<String> words = new ArrayList<>(List.of("judge", "--prometheus", prometheus.url()));
        words.addAll(List.of(more));
        return prompt.type(words.toArray(String[]::new));
    }

    private static List<JsonNode> rows(Outcome outcome) throws Exception {
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : outcome.out().lines().toList()) {
            rows.add(new ObjectMapper().readTree(line));
        }
        return rows;
    }

    @Test
    void a_past_release_is_judged_scrape_by_scrape_with_times_and_weights() throws Exception {
        record(true);
        Outcome outcome = judge("--release", "shop/checkout-1");
        List<JsonNode> rows = rows(outcome);

        assertThat(outcome.err()).isEmpty();
        assertThat(rows).hasSizeBetween(46, 49);
        assertThat(rows.get(0).get("row").asInt()).isEqualTo(1);
        assertThat(Instant.parse(rows.get(0).get("time").asText()))
                .isBetween(START.plusSeconds(60), START.plusSeconds(70));
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.get("weight").asInt())
                        .isEqualTo(Instant.parse(row.get("time").asText()).isAfter(START.plusSeconds(181)) ? 50 : 10));
        assertThat(rows.stream().map(row -> row.get("verdict").asText()).distinct())
                .containsSubsequence("HOLD", "ADVANCE", "ROLLBACK");
        JsonNode fault = rows.stream()
                .filter(row -> row.get("verdict").asText().equals("ROLLBACK"))
                .findFirst()
                .orElseThrow();
        assertThat(Instant.parse(fault.get("time").asText())).isBetween(START.plusSeconds(241), START.plusSeconds(256));
    }

    @Test
    void options_win_over_the_policy_and_the_published_bets_can_be_asked_for() throws Exception {
        record(true);
        List<JsonNode> operators = rows(judge("--release", "checkout-1"));
        List<JsonNode> published = rows(judge("--release", "checkout-1", "--mixture", "reference"));
        List<JsonNode> tolerant = rows(judge("--release", "checkout-1", "--increase", "0.2"));

        int last = operators.size() - 1;
        assertThat(published.get(last).get("lnRollback"))
                .isNotEqualTo(operators.get(last).get("lnRollback"));
        assertThat(operators.get(last).get("verdict").asText()).isEqualTo("ROLLBACK");
        assertThat(tolerant.get(last).get("verdict").asText()).isNotEqualTo("ROLLBACK");
    }

    @Test
    void a_record_that_has_lost_its_beginning_says_so() throws Exception {
        record(false);
        Outcome outcome = judge("--release", "shop/checkout-1");

        assertThat(rows(outcome)).isNotEmpty();
        assertThat(outcome.err()).contains("the record of the release begins at 2026-01-01T00:01:00Z");
    }

    @Test
    void what_is_not_there_is_named() {
        record(true);
        prompt.put(Samples.aRelease("checkout", 2, "Pending", "It waits."));

        assertThat(judge("--release", "shop/checkout-9").err())
                .isEqualTo("sluice: there is no release checkout-9 in namespace shop;"
                        + " `sluice history POLICY` lists those of a policy\n");
        assertThat(judge("--release", "shop/checkout-2").err()).contains("never had traffic beside the stable version");
        assertThat(judge("--release", "shop/checkout-2").exit()).isEqualTo(1);
    }

    @Test
    void a_prometheus_that_is_away_or_remembers_nothing_is_named() {
        record(true);
        prometheus.goDown();
        Outcome away = judge("--release", "shop/checkout-1");
        prometheus.comeBack();

        assertThat(away.exit()).isEqualTo(1);
        assertThat(away.err()).startsWith("sluice: ").contains(prometheus.url());
        assertThat(away.out()).isEmpty();
    }

    @Test
    void file_and_release_exclude_each_other_and_a_prometheus_needs_a_release() {
        assertThat(judge("--release", "shop/checkout-1", "counters.csv").exit()).isEqualTo(2);
        assertThat(Prompt.typeExactly("judge").err())
                .contains("name either a FILE (- is the standard input) or --release");
        assertThat(judge("counters.csv").err()).contains("--prometheus needs --release NAMESPACE/NAME");
    }
}
