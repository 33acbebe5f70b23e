package dev.sluice.api.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.testing.GeneratedPage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference lists what can be written, and what it lists is read. */
class PolicyReferenceTest {
    private static final String EVERY = "/spec/strategy/canary/pace/every";

    static Stream<PolicyReference.ReaderRule> readerRules() {
        return PolicyReference.READER_RULES.stream();
    }

    @Test
    void the_page_says_what_the_schema_and_the_reader_say() {
        GeneratedPage.check(
                Path.of("docs/reference/policy.md"), PolicyReference.page(getClass()), PolicyReferenceTest.class);
    }

    @Test
    void every_field_that_the_reader_knows_is_in_it_with_a_sentence() {
        List<String> known = PolicyFields.ALL.objects().stream()
                .filter(object -> object.startsWith("spec"))
                .flatMap(object -> PolicyFields.ALL.at(object).stream().map(name -> object + "." + name))
                .toList();

        assertThat(PolicyReference.rows())
                .extracting(PolicyReference.Row::path)
                .containsExactlyInAnyOrderElementsOf(known);
        assertThat(PolicyReference.rows())
                .allSatisfy(row -> assertThat(row.meaning()).as(row.path()).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("readerRules")
    void the_reader_enforces_the_rules_that_a_schema_cannot_say(PolicyReference.ReaderRule rule) {
        assertThat(PolicyReference.errors(Policies.fullWith(rule.pointer(), Policies.parse(rule.value()))))
                .extracting(FieldError::path)
                .containsExactly(rule.path());
    }

    @ParameterizedTest
    @CsvSource({
        "999ms, spec.strategy.canary.pace.every",
        "24h1ms, spec.strategy.canary.pace.every",
        "often, spec.strategy.canary.pace.every",
        "7, spec.strategy.canary.pace.every"
    })
    void a_fixed_pace_has_bounds_though_the_schema_is_silent(String every, String path) {
        assertThat(PolicyReference.errors(Policies.fullWith(EVERY, Policies.parse(every))))
                .extracting(FieldError::path)
                .containsExactly(path);
    }

    @Test
    void the_page_speaks_of_the_name_that_the_schema_bounds() {
        assertThat(PolicyReference.ofTheWhole()).anyMatch(message -> message.contains("at most 52 characters"));
        assertThat(PolicyReference.page(getClass())).contains("`metadata.name` may have 52 characters");
    }

    @Test
    void a_fixed_pace_with_thresholds_reaches_the_plan() {
        ReleasePlan plan = new PolicyReader(Defaults.STANDARD)
                .read(Policies.parse(Policies.MINIMAL + """
                          strategy: {canary: {pace: {every: 1m}}}
                          analysis:
                            thresholds: {errorRate: 1%, latency: {percentile: 99, max: 500ms}, window: 1m, failures: 3}
                        """))
                .fold(read -> read, errors -> {
                    throw new AssertionError(errors.toString());
                });

        assertThat(plan.canary().every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(plan.analysis().thresholds())
                .isEqualTo(new Thresholds(0.01, 99, Duration.ofMillis(500), Duration.ofMinutes(1), 3));
    }
}
