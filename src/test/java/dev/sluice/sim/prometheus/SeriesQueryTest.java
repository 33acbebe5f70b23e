package dev.sluice.sim.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesQueryTest {

    private static final Labels SERIES = Labels.of("requests_total", Map.of("code", "503", "app", "web \"a\""));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "requests_total # true",
                "requests_total{} # true",
                "other # false",
                "{__name__=\"requests_total\"} # true",
                "{__name__=~\"requests_.+\", code!=\"200\"} # true",
                "requests_total{code=~\"5..\"} # true",
                "requests_total{code=~\"5\"} # false",
                "requests_total{code!~\"4..|5..\"} # false",
                "requests_total{app='web \"a\"',} # true",
                "requests_total{app=\"web \\\"a\\\"\"} # true",
                "requests_total{absent=\"\"} # true",
                "requests_total{absent!=\"\"} # false",
            })
    void selectors_select(String query, boolean selected) {
        assertThat(SeriesQuery.parse(query).matchers().stream().allMatch(matcher -> matcher.matches(SERIES)))
                .isEqualTo(selected);
    }

    @Test
    void ranges_and_offsets_are_read() {
        SeriesQuery query = SeriesQuery.parse(" a{b=\"c\"} [1m30s] offset 5m ");
        assertThat(query.range()).contains(Duration.ofSeconds(90));
        assertThat(query.offset()).isEqualTo(Duration.ofMinutes(5));
        assertThat(SeriesQuery.parse("a").range()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{a=\"\"}",
                "rate(a[5m])",
                "a + b",
                "a{b}",
                "a{b=c}",
                "a{b=\"c\"",
                "a[5]",
                "a[m]",
                "a[0s]",
                "a{b=~\"(\"}",
                "a{b=\"c\" d=\"e\"}",
                "a[5m"
            })
    void what_is_no_selector_is_refused_with_a_reason(String query) {
        assertThatThrownBy(() -> SeriesQuery.parse(query))
                .isInstanceOf(BadQueryException.class)
                .hasMessageMatching("(?s).{15,}");
    }
}
