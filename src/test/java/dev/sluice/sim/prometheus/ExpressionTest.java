package dev.sluice.sim.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scrapes every 10 s, the last one 5 s ago: values are what Prometheus 3 computes. */
class ExpressionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SampleStore store = new SampleStore(100);

    @BeforeEach
    void scrape() {
        for (int i = 0; i < 6; i++) {
            Instant at = NOW.minusSeconds(55 - 10 * i);
            store.add(Labels.of("hits_total", Map.of("code", "200", "pod", "a")), at, 1000 + 10 * i);
            store.add(
                    Labels.of("hits_total", Map.of("code", "200", "pod", "b")),
                    at,
                    i < 3 ? 500 + 20 * i : 20 * (i - 2));
            store.add(Labels.of("hits_total", Map.of("code", "500", "pod", "a")), at, i);
            store.add(Labels.of("took_bucket", Map.of("le", "0.1")), at, 10 * i);
            store.add(Labels.of("took_bucket", Map.of("le", "0.5")), at, 18 * i);
            store.add(Labels.of("took_bucket", Map.of("le", "+Inf")), at, 20 * i);
        }
    }

    @Test
    void an_increase_reaches_to_the_ends_of_its_range() {
        assertThat(values("increase(hits_total{code=\"200\",pod=\"a\"}[60s])"))
                .containsExactly(Map.entry("code=200,pod=a", 60.0));
        assertThat(values("rate(hits_total{code=\"200\",pod=\"a\"}[60s])"))
                .containsExactly(Map.entry("code=200,pod=a", 1.0));
    }

    @Test
    void an_increase_goes_on_over_a_restart() {
        assertThat(values("increase(hits_total{pod=\"b\"}[60s])")).containsExactly(Map.entry("code=200,pod=b", 120.0));
    }

    @Test
    void a_young_counter_is_not_extrapolated_to_before_it_stood_at_zero() {
        assertThat(values("increase(hits_total{code=\"500\"}[60s])")).containsExactly(Map.entry("code=500,pod=a", 5.5));
    }

    @Test
    void one_sample_is_no_increase_and_a_range_that_begins_far_away_is_taken_half_a_scrape_further() {
        assertThat(values("increase(hits_total[10s])")).isEmpty();
        assertThat(values("increase(hits_total{code=\"200\",pod=\"a\"}[10m])"))
                .containsExactly(Map.entry("code=200,pod=a", 60.0));
    }

    @Test
    void sums_keep_the_labels_that_they_are_by() {
        assertThat(values("sum by (code) (increase(hits_total[60s]))"))
                .containsOnly(Map.entry("code=200", 180.0), Map.entry("code=500", 5.5));
        assertThat(values("sum(hits_total{code=\"200\"})")).containsExactly(Map.entry("", 1110.0));
        assertThat(values("count(hits_total)")).containsExactly(Map.entry("", 3.0));
        assertThat(values("max by (pod,code) (hits_total{pod=\"a\"})"))
                .containsOnly(Map.entry("code=200,pod=a", 1050.0), Map.entry("code=500,pod=a", 5.0));
    }

    @Test
    void several_windows_are_told_apart_by_a_label() {
        assertThat(
                        values(
                                "label_replace(sum(increase(hits_total{pod=\"a\",code!=\"500\"}[60s])), \"w\", \"60\", \"\", \"\")"
                                        + " or label_replace(sum(increase(hits_total{pod=\"a\",code=\"200\"}[30s])), \"w\", \"30\", \"\", \"\")"))
                .containsOnly(Map.entry("w=60", 60.0), Map.entry("w=30", 30.0));
    }

    @Test
    void a_quantile_is_interpolated_within_its_bucket() {
        assertThat(values("histogram_quantile(0.7, sum by (le) (increase(took_bucket[60s])))"))
                .hasEntrySatisfying("", value -> assertThat(value).isBetween(0.299, 0.301));
        assertThat(values("histogram_quantile(0.99, sum by (le) (increase(took_bucket[60s])))"))
                .containsExactly(Map.entry("", 0.5));
        assertThat(values("histogram_quantile(0.99, sum by (le) (increase(none_bucket[60s])))"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(",
                "sum(hits_total) hits_total",
                "increase(hits_total)",
                "sum by (code hits_total)",
                "label_replace(hits_total, \"w\", \"60\", \"code\", \".*\")",
                "histogram_quantile(hits_total)"
            })
    void what_is_not_offered_is_refused(String query) {
        assertThatThrownBy(() -> new QueryEngine(store).query(query, NOW)).isInstanceOf(BadQueryException.class);
    }

    private Map<String, Double> values(String query) {
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode series : new QueryEngine(store).query(query, NOW).at("/data/result")) {
            StringBuilder labels = new StringBuilder();
            series.path("metric").properties().forEach(label -> {
                if (!label.getKey().equals("__name__")) {
                    labels.append(labels.isEmpty() ? "" : ",")
                            .append(label.getKey() + "=" + label.getValue().asText());
                }
            });
            values.put(labels.toString(), series.at("/value/1").asDouble());
        }
        return values;
    }
}
