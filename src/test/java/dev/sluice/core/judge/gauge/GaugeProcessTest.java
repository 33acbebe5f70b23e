package dev.sluice.core.judge.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.gauge.GaugeRule.Direction;
import dev.sluice.core.judge.process.Figures;
import dev.sluice.testing.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GaugeProcessTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final Instant START = Instant.parse("2024-06-07T10:00:00Z");
    private static final GaugeRule HIGHER = GaugeRule.of(Direction.HIGHER_IS_WORSE, 0.1);
    private static final GaugeRule LOWER = GaugeRule.of(Direction.LOWER_IS_WORSE, 0.1);
    private static final GaugeRule BOTH = GaugeRule.of(Direction.BOTH, 0.1);
    private static final Steadiness STILL = new Steadiness(0, 0, 10);
    private static final int TWO_HOURS = 720;
    private static final double LN_ALARM = Math.log(100);
    private static final double LN_FIT = Math.log(20);

    @ParameterizedTest(name = "deviation {0}, memory {1}")
    @CsvSource({"0.05, 0", "0.15, 0", "0.3, 0", "0.05, 0.5", "0.05, 0.9", "0.05, 0.99", "0.15, 0.9"})
    void alike_versions_are_hardly_ever_told_apart_in_two_hours(double deviation, double memory) {
        int runs = 200;
        long alarms = IntStream.range(0, runs)
                .parallel()
                .filter(run -> alarm(run, deviation, memory, k -> 1) >= 0)
                .count();

        // At most 0.2 % of 1000 runs were, see docs/adr/0008.
        assertThat(alarms).as("of %d, seed %d", runs, SEED).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest(name = "deviation {0}, memory {1}, times {2}: within {3} s")
    @CsvSource({
        "0.05, 0, 1.2, 450",
        "0.05, 0, 1.5, 310",
        "0.05, 0, 2, 310",
        "0.05, 0.9, 2, 400",
        "0.05, 0.99, 1.5, 400",
        "0.05, 0.99, 2, 400",
        "0.15, 0, 2, 400"
    })
    void a_worse_one_is_found_within_minutes(double deviation, double memory, double factor, int seconds) {
        List<Integer> looks = IntStream.range(0, 41)
                .map(run -> alarm(run, deviation, memory, k -> factor))
                .sorted()
                .boxed()
                .toList();

        assertThat(looks.get(20) * 10).as("median seconds, seed %d", SEED).isBetween(100, seconds);
    }

    @Test
    void a_leak_is_found_and_so_is_what_begins_after_an_hour() {
        assertThat(alarm(0, 0.02, 0, k -> 1 + 0.01 * k)).as("1 % in 10 s").isBetween(30, 75);
        assertThat(alarm(0, 0.02, 0, k -> k < 360 ? 1 : 2)).isBetween(360, 430);
    }

    @Test
    void what_both_arms_share_cancels_out() {
        GaugeProcess process = GaugeProcess.start(STILL);
        for (int k = 0; k < TWO_HOURS; k++) {
            double level = k % 100 < 50 ? 10 : 1000;
            process = process.observe(HIGHER, at(k), level * 1.05, level);
        }
        assertThat(process.lnAgainst(HIGHER)).isNegative();
        assertThat(process.lnFor()).isGreaterThan(LN_FIT);
    }

    @Test
    void each_direction_has_its_own_fault() {
        GaugeProcess above = constant(BOTH, 150, 100);
        GaugeProcess below = constant(BOTH, 50, 100);

        assertThat(above.lnAgainst(HIGHER)).isGreaterThan(LN_ALARM);
        assertThat(above.lnAgainst(LOWER)).isNegative();
        assertThat(above.lnAgainst(BOTH)).isGreaterThan(LN_ALARM);
        assertThat(below.lnAgainst(LOWER)).isGreaterThan(LN_ALARM);
        assertThat(below.lnAgainst(HIGHER)).isNegative();
        assertThat(below.lnAgainst(BOTH)).isGreaterThan(LN_ALARM);
        assertThat(constant(HIGHER, 50, 100).lnFor()).isGreaterThan(LN_FIT);
        assertThat(constant(LOWER, 150, 100).lnFor()).isGreaterThan(LN_FIT);
        assertThat(constant(BOTH, 150, 100).lnFor()).isNegative();
    }

    @ParameterizedTest(name = "{0} against {1}: beyond {2}")
    @CsvSource({
        "110, 100, false",
        "110.1, 100, true",
        "0, 0, false",
        "-0.0, 0, false",
        "0.1, 0, true",
        "-95, -100, false",
        "-85, -100, true",
        "-200, -100, false"
    })
    void the_tolerance_is_a_share_of_stable_whatever_its_sign(double candidate, double stable, boolean isBeyond) {
        assertThat(constant(HIGHER, candidate, stable).seen().beyond()).isEqualTo(isBeyond ? TWO_HOURS : 0);
    }

    @Test
    void the_absolute_tolerance_adds_to_the_relative_one() {
        GaugeRule rule = new GaugeRule(Direction.HIGHER_IS_WORSE, 0.1, 5, GaugeRule.SHORTEST_BLOCK);

        assertThat(constant(rule, 115, 100).seen().beyond()).isZero();
        assertThat(constant(rule, 115.1, 100).seen().beyond()).isEqualTo(TWO_HOURS);
    }

    @Test
    void the_margin_is_wider_where_stable_itself_wanders() {
        GaugeProcess process = GaugeProcess.start(new Steadiness(10, 0, 600));
        for (int k = 0; k < 60; k++) {
            process = process.observe(HIGHER, at(k), 150, 100);
        }
        assertThat(process.lnAgainst(HIGHER))
                .as("50 above, but it wanders by 10")
                .isLessThan(1);
        assertThat(process.lnFor()).isNegative();
    }

    @Test
    void a_look_without_a_value_says_nothing() {
        GaugeProcess process = constant(HIGHER, 100, 100);
        GaugeProcess next = process.observe(HIGHER, at(TWO_HOURS), Double.NaN, 1)
                .observe(HIGHER, at(TWO_HOURS), 1, Double.POSITIVE_INFINITY)
                .observe(HIGHER, at(TWO_HOURS), Double.NEGATIVE_INFINITY, Double.NaN);

        assertThat(next.seen().missing()).isEqualTo(3);
        assertThat(next.above()).isEqualTo(process.above());
        assertThat(next.fit()).isEqualTo(process.fit());
    }

    @Test
    void a_look_that_is_not_later_than_the_last_says_nothing() {
        GaugeProcess process = constant(HIGHER, 100, 100);

        assertThat(process.observe(HIGHER, at(TWO_HOURS - 1), 500, 100)).isEqualTo(process);
        assertThat(process.observe(HIGHER, at(3), 500, 100)).isEqualTo(process);
    }

    @Test
    void the_evidence_for_it_is_of_the_present_step_only() {
        GaugeProcess process = constant(HIGHER, 100, 100);

        assertThat(process.restartStep().lnFor()).isZero();
        assertThat(process.restartStep().lnAgainst(HIGHER)).isEqualTo(process.lnAgainst(HIGHER));
    }

    @Test
    void alike_and_steady_versions_are_fit_within_four_minutes() {
        GaugeProcess process = GaugeProcess.start(STILL);
        int looks = 0;
        while (process.lnFor() < LN_FIT) {
            process = process.observe(HIGHER, at(looks), 100, 100);
            looks++;
        }
        assertThat(looks * 10).isBetween(120, 240);
    }

    @Test
    void it_says_what_it_saw() {
        assertThat(GaugeProcess.start(STILL).sentence(HIGHER)).isEqualTo("There was nothing to compare yet.");

        GaugeProcess process = GaugeProcess.start(STILL)
                .observe(HIGHER, at(0), Double.NaN, 1)
                .observe(HIGHER, at(1), 212_000_000_000.0, 104_000_000_000.0);
        assertThat(process.sentence(HIGHER))
                .isEqualTo(
                        "The candidate is at 212000000000, stable at 104000000000 (medians of the last 1 look); it was"
                                + " more than 10 % above stable in 1 of 1 look (1 without a value). Evidence against it 1:1,"
                                + " for it at this step 1:1.");
        assertThat(new GaugeRule(Direction.BOTH, 0.05, 0.25, GaugeRule.SHORTEST_BLOCK).tolerance())
                .isEqualTo("5 % and 0.25");
        assertThat(Figures.value(-1.5e-300)).isEqualTo("-1.5E-300");
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void no_values_and_no_times_break_it(Direction direction) {
        double[] values = {
            0,
            -0.0,
            1,
            -1,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1e308,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        };
        GaugeRule rule = new GaugeRule(direction, 1000, Double.MAX_VALUE, Duration.ofSeconds(1));
        GaugeRule strict = new GaugeRule(direction, 0, 0, Duration.ofHours(1));
        ForAll.forAll(200, random -> random, random -> {
            GaugeProcess process = GaugeProcess.start(
                    random.nextBoolean() ? Steadiness.UNKNOWN : new Steadiness(Double.MAX_VALUE, 1e300, 1e300));
            for (int k = 0; k < 100; k++) {
                Instant at = k % 10 == 9 ? wildTime(random) : at(k * 10);
                GaugeRule now = random.nextBoolean() ? rule : strict;
                process = process.observe(
                        now, at, values[random.nextInt(values.length)], values[random.nextInt(values.length)]);
                assertThat(process.lnAgainst(now)).isFinite();
                assertThat(process.lnFor()).isFinite();
                assertThat(process.sentence(now)).doesNotContain("NaN").doesNotContain("\u221e");
            }
        });
    }

    @Test
    void rules_that_cannot_be_are_refused() {
        Duration block = GaugeRule.SHORTEST_BLOCK;

        assertThatIllegalArgumentException().isThrownBy(() -> GaugeRule.of(Direction.BOTH, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> GaugeRule.of(Direction.BOTH, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> GaugeRule.of(Direction.BOTH, 1e9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaugeRule(Direction.BOTH, 0, Double.POSITIVE_INFINITY, block));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaugeRule(Direction.BOTH, 0, 0, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> new GaugeRule(Direction.BOTH, 0, 0, Duration.ofDays(1)));
    }

    private static Instant at(int k) {
        return START.plusSeconds(10L * k);
    }

    private static Instant wildTime(RandomGenerator random) {
        return List.of(Instant.MIN, Instant.MAX, Instant.EPOCH).get(random.nextInt(3));
    }

    private static GaugeProcess constant(GaugeRule rule, double candidate, double stable) {
        GaugeProcess process = GaugeProcess.start(STILL);
        for (int k = 0; k < TWO_HOURS; k++) {
            process = process.observe(rule, at(k), candidate, stable);
        }
        return process;
    }

    /** The look at which the alarm comes, or -1. Both arms stray by themselves around a level of 100. */
    private static int alarm(int run, double deviation, double memory, IntToDoubleFunction effect) {
        RandomGenerator random = ForAll.random(SEED, run);
        double[] stable = arm(random, deviation, memory);
        double[] candidate = arm(random, deviation, memory);
        List<Double> history = IntStream.range(0, 360).mapToObj(k -> stable[k]).toList();
        GaugeProcess process = GaugeProcess.start(Steadiness.of(history, Duration.ofSeconds(10)));
        for (int k = 0; k < TWO_HOURS; k++) {
            process = process.observe(HIGHER, at(k), candidate[360 + k] * effect.applyAsDouble(k), stable[360 + k]);
            if (process.lnAgainst(HIGHER) >= LN_ALARM) {
                return k + 1;
            }
        }
        return -1;
    }

    private static double[] arm(RandomGenerator random, double deviation, double memory) {
        double[] values = new double[360 + TWO_HOURS];
        double state = deviation * random.nextGaussian();
        for (int k = 0; k < values.length; k++) {
            state = memory * state + deviation * Math.sqrt(1 - memory * memory) * random.nextGaussian();
            values[k] = 100 * Math.exp(state);
        }
        return values;
    }
}
