package dev.sluice.core.judge.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.threshold.ThresholdRule.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final ThresholdRule RULE = ThresholdRule.of(0.01, 500.0, WINDOW, 3);

    @ParameterizedTest(name = "{1} of {0} failed, {2} ms: {3}")
    @CsvSource({
        "1000, 10, 500, PASS", "1000, 11, 500, FAIL", "1000, 10, 501, FAIL", "1000, 11, , FAIL",
        "1000, 0, , NO_DATA", "1000, 0, NaN, NO_DATA", "1000, 0, Infinity, NO_DATA", "0, 0, 20, NO_DATA",
        "2, 1, 20, NO_DATA", "10, 1, 20, FAIL"
    })
    void a_check_passes_fails_or_says_nothing(
            long requests, long errors, @Nullable Double latencyMillis, Outcome outcome) {
        assertThat(RULE.check(requests, errors, latencyMillis)).isEqualTo(outcome);
    }

    @Test
    void without_a_latency_limit_latency_does_not_matter() {
        ThresholdRule rule = ThresholdRule.of(0.01, null, WINDOW, 3);

        assertThat(rule.check(1000, 0, null)).isEqualTo(Outcome.PASS);
        assertThat(rule.check(1000, 0, 1e9)).isEqualTo(Outcome.PASS);
    }

    @Test
    void failures_add_up_over_the_release_and_passes_do_not_forgive_them() {
        ThresholdState twice = ThresholdState.start()
                .plus(Outcome.FAIL)
                .plus(Outcome.PASS)
                .plus(Outcome.NO_DATA)
                .plus(Outcome.FAIL)
                .plus(Outcome.PASS);

        assertThat(twice).isEqualTo(new ThresholdState(2, 2, 1));
        assertThat(twice.isExhausted(RULE)).isFalse();
        assertThat(twice.plus(Outcome.NO_DATA).isExhausted(RULE)).isFalse();
        assertThat(twice.plus(Outcome.FAIL).isExhausted(RULE)).isTrue();
    }

    @Test
    void impossible_rules_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ThresholdRule.of(1.5, null, WINDOW, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> ThresholdRule.of(0.01, 0.0, WINDOW, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> ThresholdRule.of(0.01, null, Duration.ZERO, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> ThresholdRule.of(0.01, null, WINDOW, 0));
    }
}
