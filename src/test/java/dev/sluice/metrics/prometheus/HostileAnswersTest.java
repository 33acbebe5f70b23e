package dev.sluice.metrics.prometheus;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.CounterQuery.WarmUp;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.metrics.prometheus.query.Credentials;
import dev.sluice.testing.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a Prometheus answers, it's an answer: no exception, no impossible count, no evidence made of it. */
class HostileAnswersTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = START.plusSeconds(60);
    private static final List<Duration> EDGES = List.of(Duration.ofMillis(100), Duration.ofMillis(250));

    /** What is no state of a counter, after any count before. */
    private static final List<String> NO_COUNTS = List.of("NaN", "+Inf", "-Inf", "-7", "0.5", "1e300", "1e17", "12.25");

    private final FakePrometheus prometheus = FakePrometheus.start();
    private final PrometheusSource source = new PrometheusSource((namespace, secret) -> Credentials.NONE);

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @Test
    void no_body_makes_the_source_throw_or_count_the_impossible() {
        forAll(300, random -> new HostileJson(random).body(), body -> {
            prometheus.replyWith(200, body);
            for (boolean hasBaseline : new boolean[] {false, true}) {
                CounterQuery query = new CounterQuery(MetricCursor.startingAt(START), EDGES, hasBaseline, WarmUp.NONE);
                check(source.increments(target(), query, NOW));
            }
            check(source.history(target(), Duration.ofMinutes(5), EDGES, NOW));
            source.profile(target(), Duration.ofHours(1), NOW)
                    .fold(
                            profile -> assertThat(profile.total()).isPositive(),
                            missing -> assertThat(missing).isNotBlank(),
                            failed -> assertThat(failed).isNotBlank());
            source.number(target(), "anything", NOW)
                    .fold(
                            number -> assertThat(number).isFinite(),
                            missing -> assertThat(missing).isNotBlank(),
                            failed -> assertThat(failed).isNotBlank());
            assertThat(source.service(target(), List.of(Duration.ofHours(1)), NOW))
                    .isNotNull();
            assertThat(source.neighbours(target(), Duration.ofMinutes(5), NOW)).isNotNull();
        });
    }

    /** Cells are of the past and in order, remarks are few, and the judge can take all of it. */
    private static void check(Measurement<Increments> measurement) {
        measurement.fold(
                read -> {
                    assertThat(read.cells()).extracting(Cell::end).isSorted().allMatch(end -> !end.isAfter(NOW));
                    assertThat(read.remarks()).hasSizeLessThan(10).allMatch(remark -> remark.length() < 300);
                    judge(read.cells());
                    read.latency().forEach(edge -> judge(edge.cells()));
                    return "";
                },
                missing -> missing,
                failed -> failed);
    }

    private static void judge(List<Cell> cells) {
        JudgeParameters parameters = JudgeParameters.defaults();
        JudgeState state = JudgeState.start().observe(cells, 0.25, parameters);
        assertThat(state.rollback().lnE()).isNotNaN();
        assertThat(Judge.verdict(state, parameters, true).sentence()).doesNotContain("NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"istio", "http"})
    void a_sample_that_no_counter_has_counts_as_a_missed_scrape_of_its_target(String preset) {
        forAll(60, Counted::random, counted -> {
            List<Cell> spoilt = read(preset, counted, true);
            List<Cell> missed = read(preset, counted, false);
            assertThat(spoilt).isEqualTo(missed);
        });
    }

    @Test
    void errors_told_as_no_number_do_not_make_a_candidate_look_clean() {
        RandomGenerator random = ForAll.random(1, 1);
        Counted counted = Counted.random(random);
        Set<Integer> all = new HashSet<>();
        for (int scrape = 0; scrape < Counted.SCRAPES; scrape++) {
            all.add(scrape);
        }
        Counted broken = new Counted(counted.totals(), all, counted.nonsense());
        show("istio", broken, true);

        Increments read =
                value(source.increments(of("istio"), CounterQuery.errors(MetricCursor.startingAt(START)), NOW));

        assertThat(read.cells()).isEmpty();
        assertThat(read.remarks()).singleElement().asString().contains("no count of requests");
    }

    @Test
    void samples_in_no_order_and_told_twice_count_once() {
        replyWithSamples("[1772366410,\"30\"],[1772366400,\"10\"],[1772366405,\"14\"],[1772366405,\"14\"]");

        assertThat(value(errors()).cells()).extracting(Cell::candidateRequests).containsExactly(4L, 16L);
        assertThat(value(errors()).remarks()).isEmpty();
    }

    @Test
    void of_two_values_of_one_time_none_is_believed() {
        replyWithSamples("[1772366400,\"10\"],[1772366405,\"14\"],[1772366405,\"25\"],[1772366410,\"30\"]");

        assertThat(value(errors()).cells()).extracting(Cell::candidateRequests).containsExactly(20L);
        assertThat(value(errors()).remarks()).hasSize(1);
    }

    @Test
    void a_leap_that_no_process_can_make_is_not_believed() {
        replyWithSamples("[1772366400,\"10\"],[1772366405,\"9000000000000\"],[1772366410,\"30\"]");

        assertThat(value(errors()).cells()).extracting(Cell::candidateRequests).containsExactly(20L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-1", "+Inf"})
    void sums_that_no_counter_has_are_missing(String value) {
        prometheus.replyWith(200, """
                {"status":"success","data":{"resultType":"vector","result":[
                {"metric":{"response_code":"503","sluice_window":"3600"},"value":[1772366400,"%s"]}]}}
                """.formatted(value));

        assertThat(source.service(target(), List.of(Duration.ofHours(1)), NOW)).isInstanceOf(Measurement.Missing.class);
        assertThat(source.neighbours(target(), Duration.ofHours(1), NOW)).isInstanceOf(Measurement.Missing.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "\"matrix\",\"result\":[] ! samples over time",
                "\"string\",\"result\":[1,\"x\"] ! a text",
                "\"vector\",\"result\":[] ! no series",
                "\"streams\",\"result\":[] ! unknown type",
                "\"vector\",\"result\":[{\"metric\":{},\"histogram\":[1,{\"count\":\"1\"}]}] ! histogram_quantile",
                "\"scalar\",\"result\":[1,\"NaN\"] ! divide by zero"
            })
    void an_own_query_that_gives_no_number_is_told_what_it_gave(String data, String said) {
        prometheus.replyWith(200, "{\"status\":\"success\",\"data\":{\"resultType\":" + data + "}}");

        String gave =
                source.number(target(), "x", NOW).fold(value -> "a number", missing -> missing, failed -> "a failure");

        assertThat(gave).contains(said);
    }

    @Test
    void a_scalar_is_a_number() {
        prometheus.replyWith(
                200, "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"4.5\"]}}");

        assertThat(source.number(target(), "scalar(x)", NOW)).isEqualTo(new Measurement.Value<>(4.5));
    }

    private void replyWithSamples(String samples) {
        prometheus.replyWith(200, """
                {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"istio_requests_total",
                "instance":"a:1","destination_workload":"checkout-canary","response_code":"200"},"values":[%s]}]}}
                """.formatted(samples));
    }

    private Measurement<Increments> errors() {
        return source.increments(target(), CounterQuery.errors(MetricCursor.startingAt(START)), NOW);
    }

    private List<Cell> read(String preset, Counted counted, boolean isSpoilt) {
        show(preset, counted, isSpoilt);
        CounterQuery query = CounterQuery.errors(MetricCursor.startingAt(START));
        return value(source.increments(of(preset), query, NOW)).cells();
    }

    /** One pod or proxy a version for http, one proxy of both for Istio. */
    private void show(String preset, Counted counted, boolean isSpoilt) {
        prometheus.clear();
        counted.totals().forEach((name, totals) -> {
            String arm = name.substring(0, name.indexOf(' '));
            String code = name.substring(name.indexOf(' ') + 1);
            boolean mayBeSpoilt = preset.equals("istio") || arm.equals("checkout-canary");
            for (int scrape = 0; scrape < totals.size(); scrape++) {
                boolean isBad = mayBeSpoilt && counted.spoilt().contains(scrape);
                String value = isBad && code.equals("503") ? counted.nonsense().get(scrape) : totals.get(scrape);
                if (isSpoilt || !isBad) {
                    prometheus.sample(labels(preset, arm, code), START.plusSeconds(5L * scrape), value);
                }
            }
        });
    }

    private static Map<String, String> labels(String preset, String arm, String code) {
        Map<String, String> labels = new HashMap<>();
        if (preset.equals("http")) {
            labels.putAll(
                    Map.of("__name__", "http_requests_total", "namespace", "shop", "pod", arm + "-5d9c7f8b6-x7k2p"));
            labels.put("code", code);
        } else {
            labels.putAll(Map.of(
                    "__name__", "istio_requests_total",
                    "reporter", "source",
                    "instance", "10.0.0.7:15020",
                    "destination_workload", arm,
                    "destination_service", arm + ".shop.svc.cluster.local"));
            labels.put("response_code", code);
        }
        return labels;
    }

    /**
     * What counters stood at, scrape by scrape.
     *
     * @param spoilt scrapes at which the error counters tell nonsense
     * @param nonsense what they tell then
     */
    private record Counted(Map<String, List<String>> totals, Set<Integer> spoilt, List<String> nonsense) {
        static final int SCRAPES = 12;

        static Counted random(RandomGenerator random) {
            Map<String, List<String>> totals = new TreeMap<>();
            for (String counter :
                    List.of("checkout 200", "checkout 503", "checkout-canary 200", "checkout-canary 503")) {
                long total = random.nextInt(1000);
                List<String> values = new ArrayList<>();
                for (int scrape = 0; scrape < SCRAPES; scrape++) {
                    total += random.nextInt(50);
                    values.add(Long.toString(total));
                }
                totals.put(counter, values);
            }
            Set<Integer> spoilt = new HashSet<>();
            List<String> nonsense = new ArrayList<>();
            for (int scrape = 0; scrape < SCRAPES; scrape++) {
                nonsense.add(NO_COUNTS.get(random.nextInt(NO_COUNTS.size())));
                if (scrape > 0 && random.nextInt(4) == 0) {
                    spoilt.add(scrape);
                }
            }
            return new Counted(totals, spoilt, nonsense);
        }
    }

    private MetricTarget target() {
        return of("istio");
    }

    private MetricTarget of(String preset) {
        return Targets.of(prometheus, preset);
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
