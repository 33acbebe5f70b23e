package dev.sluice.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sim.release.FixedRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class ComparisonTest {

    private static FixedRule rule(String text) {
        return new Comparison.Converter().convert(text).rule();
    }

    @Test
    void one_size_of_step_leads_to_half_of_the_traffic() {
        FixedRule rule = rule("fixed:10%/1m/threshold=5,99%");

        assertThat(rule.steps()).containsExactly(10, 20, 30, 40, 50);
        assertThat(rule.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rule.threshold()).isEqualTo(5);
        assertThat(rule.successRate()).isEqualTo(0.99);
        assertThat(rule("fixed:20%/30s/threshold=2,99.5%").steps()).containsExactly(20, 40, 50);
        assertThat(rule("fixed:60%/30s/threshold=2,99.5%").steps()).containsExactly(60);
    }

    @Test
    void weights_can_be_listed() {
        assertThat(rule("fixed:1-5-10-25-100%/1m30s/threshold=10,95%").steps()).isEqualTo(List.of(1, 5, 10, 25, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "flagger, is no rule",
        "fixed:10/1m/threshold=5;99%, is no rule",
        "fixed:10%/1m/threshold=5, is no rule",
        "fixed:10%/soon/threshold=5;99%, has no interval",
        "fixed:10%/0s/threshold=5;99%, has no interval",
        "fixed:10%/1m/threshold=0;99%, has a threshold of 0",
        "fixed:0%/1m/threshold=5;99%, has weights that don't rise from above 0 to at most 100",
        "fixed:5-5%/1m/threshold=5;99%, has weights that don't rise",
        "fixed:5-101%/1m/threshold=5;99%, has weights that don't rise",
        "fixed:10%/1m/threshold=5;101%, is more than all; write at most 100%",
        "fixed:10%/1m/threshold=5;0.99, '''0.99'' is no percentage; write a number and a percent sign"
    })
    void what_is_no_rule_is_refused_with_an_example(String text, String problem) {
        assertThatThrownBy(() -> rule(text.replace(';', ',')))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining(problem);
    }
}
