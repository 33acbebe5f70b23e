package dev.sluice.core.metric.query;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTemplateTest {
    private static final QueryNames NAMES = new QueryNames("shop", "cart-canary", "cart", Duration.ofMinutes(1));

    @Test
    void variables_are_filled_in_within_quotes_and_without() {
        QueryTemplate template = new QueryTemplate(
                "sum(rate(jobs_total{ns=\"{{namespace}}\",app='{{ workload }}',svc=`{{service}}`}[{{window}}]))");

        assertThat(template.render(NAMES.values()))
                .isEqualTo("sum(rate(jobs_total{ns=\"shop\",app='cart-canary',svc=`cart`}[60s]))");
        assertThat(template.variables()).containsExactly("namespace", "workload", "service", "window");
    }

    @Test
    void a_third_brace_belongs_to_the_query() {
        QueryTemplate template = new QueryTemplate("up{{{label}}=\"x{{{count}}}\"}");

        assertThat(template.render(Map.of("label", "pod", "count", "3"))).isEqualTo("up{pod=\"x{3}\"}");
    }

    @Test
    void a_window_below_a_second_is_written_in_milliseconds() {
        assertThat(new QueryNames("n", "w", "s", Duration.ofMillis(1500)).values())
                .containsEntry("window", "1500ms");
    }

    @Test
    void a_comment_is_left_alone() {
        QueryTemplate template = new QueryTemplate("up # isn't {{this}} (\n + 1");

        assertThat(template.variables()).isEmpty();
        assertThat(template.render(Map.of())).isEqualTo(template.text());
    }

    @Test
    void in_quotes_a_value_is_escaped_and_outside_it_must_be_a_word() {
        QueryTemplate quoted = new QueryTemplate("up{a=\"{{v}}\",b='{{v}}'}");

        assertThat(quoted.render(Map.of("v", "x\"'\\\n"))).isEqualTo("up{a=\"x\\\"'\\\\\\n\",b='x\"\\'\\\\\\n'}");
        assertThat(new QueryTemplate("{{v}}")
                        .problem(Map.of("v", "1) or vector(0"))
                        .orElseThrow())
                .isEqualTo(new QueryProblem(
                        "has {{v}} outside of quotes, where only a name, a number or a duration can stand",
                        "put it in quotes, as in =~\"{{v}}\""));
        assertThat(new QueryTemplate("up{a=`{{v}}`}").problem(Map.of("v", "`} or up{a=`")))
                .isPresent();
        assertThat(new QueryTemplate("up{a=~\"{{pods}}\"}").problem(NAMES.values()))
                .isEmpty();
    }

    @Test
    void a_variable_without_a_value_is_named() {
        QueryTemplate template = new QueryTemplate("up{pod=\"{{pod}}\"}");

        assertThat(template.problem(Map.of("b", "1", "a", "2")))
                .contains(new QueryProblem("names {{pod}}, which has no value", "write one of a, b"));
        assertThatThrownBy(() -> template.render(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the query names {{pod}}, which has no value");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~ ~               | is empty
            up{pod="{{}}"}    | has {{ without a name and }} behind it
            up{pod="{{a b}}"} | has {{ without a name and }} behind it
            rate(up[{{w}})    | has a ) without the ( before it
            up{{w             | has {{ without a name and }} behind it
            up{a="x}          | has a " without its second one
            up{a='x}          | has a ' without its second one
            up{a=`x}          | has a ` without its second one
            up{a="b\\"}       | has a " without its second one
            sum(up            | has a ( that is not closed
            sum up)           | has a ) without the ( before it
            sum([up)]         | has a ) without the ( before it
            """)
    void what_cannot_be_a_query_is_refused(String query, String problem) {
        assertThat(QueryTemplate.problem(query).orElseThrow().problem()).isEqualTo(problem);
        assertThatThrownBy(() -> new QueryTemplate(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "sum by (pod) (rate(x{a=\"(\",b!~'[',c=`\"`}[5m])) / 2",
                "up{a=\"\\\"\"} # )",
                "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")",
                "x offset -5m @ end()"
            })
    void what_may_be_a_query_is_taken(String query) {
        assertThat(QueryTemplate.problem(query)).isEmpty();
    }

    /** Whatever a value holds: the filled-in query has the same pieces, and its strings hold the value. */
    @Test
    void no_value_breaks_out_of_its_place() {
        List<String> parts = List.of("a", "\"", "'", "`", "\\", "\n", "{", "}", "{{v}}", ")", "#", " ", "$1", "é");
        forAll(500, random -> text(random, parts), value -> {
            QueryTemplate template = new QueryTemplate("f(up{a=\"{{v}}\",b='x{{v}}'}) + g");
            String rendered = template.render(Map.of("v", value));
            assertThat(QueryToken.of(rendered).stream().map(QueryToken::kind))
                    .containsExactlyElementsOf(QueryToken.of(template.text()).stream()
                            .map(QueryToken::kind)
                            .toList());
        });
    }

    private static String text(RandomGenerator random, List<String> parts) {
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> parts.get(random.nextInt(parts.size())))
                .collect(Collectors.joining());
    }
}
