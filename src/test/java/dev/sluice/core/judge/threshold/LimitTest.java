package dev.sluice.core.judge.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.threshold.ThresholdRule.Outcome;
import dev.sluice.testing.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

    private static final Instant START = Instant.parse("2024-06-07T10:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final LimitRule AT_MOST_500 = new LimitRule(null, 500.0, 3, WINDOW);

    @ParameterizedTest(name = "{2} in [{0}, {1}]: {3}")
    @CsvSource({
        ", 500, 500, PASS", ", 500, 500.1, FAIL", ", 500, -1e300, PASS", "10, , 10, PASS", "10, , 9.9, FAIL",
        "-1, 1, 0, PASS", "-1, 1, 1.1, FAIL", "-1, 1, -1.1, FAIL", "0, 0, -0.0, PASS", ", 500, NaN, NO_DATA",
        ", 500, Infinity, NO_DATA", "10, , -Infinity, NO_DATA"
    })
    void a_look_is_in_bounds_out_of_them_or_says_nothing(
            @Nullable Double min, @Nullable Double max, double value, Outcome outcome) {
        assertThat(new LimitRule(min, max, 1, WINDOW).check(value)).isEqualTo(outcome);
    }

    @Test
    void so_many_breaches_within_the_window_fail_the_candidate() {
        LimitState two = state(900, 0, 20).plus(at(40), 100, AT_MOST_500);

        assertThat(two.isExhausted(AT_MOST_500)).isFalse();
        assertThat(two.plus(at(60), 900, AT_MOST_500).isExhausted(AT_MOST_500))
                .as("the window includes both its ends")
                .isTrue();
        assertThat(two.plus(at(61), 900, AT_MOST_500).isExhausted(AT_MOST_500)).isFalse();
    }

    @Test
    void breaches_far_apart_never_add_up() {
        LimitState state = LimitState.start();
        for (int k = 0; k < 100; k++) {
            state = state.plus(at(31 * k), 900, AT_MOST_500);
            assertThat(state.isExhausted(AT_MOST_500)).isFalse();
        }
        assertThat(state.failed()).isEqualTo(100);
        assertThat(state.breaches()).hasSize(2);
    }

    @Test
    void a_look_without_a_value_is_no_check_and_forgets_nothing() {
        LimitState exhausted = state(900, 0, 20, 40);
        LimitState later = exhausted.plus(at(4000), Double.NaN, AT_MOST_500);

        assertThat(later.isExhausted(AT_MOST_500)).isTrue();
        assertThat(later.withoutData()).isEqualTo(1);
        assertThat(later.lastAt()).isEqualTo(at(40));
    }

    @Test
    void the_same_look_counts_once() {
        LimitState once = state(900, 20);

        assertThat(once.plus(at(20), 900, AT_MOST_500)).isEqualTo(once);
        assertThat(once.plus(at(10), 900, AT_MOST_500)).isEqualTo(once);
    }

    @Test
    void only_what_matters_is_kept() {
        LimitRule rule = new LimitRule(0.0, null, 5, Duration.ofDays(1));
        LimitState state = LimitState.start();
        for (int k = 0; k < 1000; k++) {
            state = state.plus(at(k), -1, rule);
        }
        assertThat(state.breaches()).hasSize(5);
        assertThat(state.breaches().get(0).at()).isEqualTo(at(995));
    }

    @Test
    void it_says_what_it_saw() {
        assertThat(LimitState.start().sentence(AT_MOST_500)).isEqualTo("There was no value to check yet.");
        assertThat(state(812, 0, 10).sentence(AT_MOST_500))
                .isEqualTo("Out of bounds (at most 500) in 2 looks within 1 min, last 812; rollback at 3.");
        assertThat(state(100, 0).plus(at(5), Double.NaN, AT_MOST_500).sentence(AT_MOST_500))
                .isEqualTo(
                        "In bounds (at most 500) at the last look; out of them in 0 of 1 look (1 look without a value).");
        LimitRule range = new LimitRule(-1.5, 2.0, 1, Duration.ofSeconds(90));
        assertThat(LimitState.start().plus(at(0), 3, range).sentence(range))
                .isEqualTo("Out of bounds (-1.5 to 2) in 1 look within 90 s, last 3; rollback at 1.");
    }

    @Test
    void no_values_and_no_times_break_it() {
        double[] values = {0, -0.0, 501, Double.MIN_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, Double.NaN, 1.0 / 0};
        List<Instant> times = List.of(Instant.MIN, Instant.MAX, Instant.EPOCH, START, START.plusNanos(1));
        ForAll.forAll(300, random -> random, random -> {
            LimitRule rule = wildRule(random);
            LimitState state = LimitState.start();
            for (int k = 0; k < 60; k++) {
                Instant at = random.nextBoolean() ? at(k) : times.get(random.nextInt(times.size()));
                state = state.plus(at, values[random.nextInt(values.length)], rule);
                assertThat(state.sentence(rule)).doesNotContain("NaN");
                assertThat(state.breaches().size()).isLessThanOrEqualTo(rule.failures());
            }
        });
    }

    @Test
    void impossible_rules_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitRule(null, null, 1, WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitRule(2.0, 1.0, 1, WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitRule(Double.NaN, null, 1, WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitRule(null, 1.0 / 0, 1, WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitRule(1.0, null, 0, WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitRule(1.0, null, 101, WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitRule(1.0, null, 1, Duration.ZERO));
    }

    private static LimitRule wildRule(RandomGenerator random) {
        Duration window = random.nextBoolean() ? Duration.ofSeconds(Long.MAX_VALUE, 999_999_999) : Duration.ofNanos(1);
        return new LimitRule(random.nextBoolean() ? null : -1e300, 500.0, 1 + random.nextInt(5), window);
    }

    private static LimitState state(double value, int... seconds) {
        LimitState state = LimitState.start();
        for (int second : seconds) {
            state = state.plus(at(second), value, AT_MOST_500);
        }
        return state;
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
