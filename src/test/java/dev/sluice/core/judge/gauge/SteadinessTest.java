package dev.sluice.core.judge.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.testing.ForAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SteadinessTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int HOUR = 360;

    @Test
    void what_stands_still_does_not_wander() {
        assertThat(of(k -> 42)).isEqualTo(new Steadiness(0, 0, 10));
        assertThat(of(k -> 0)).isEqualTo(new Steadiness(0, 0, 10));
    }

    @Test
    void a_steady_trend_is_no_wandering() {
        Steadiness steadiness = of(k -> 100 + k);

        assertThat(steadiness.wander()).isLessThan(1e-9);
        assertThat(steadiness.correlationSeconds()).isLessThan(100);
    }

    @Test
    void independent_noise_wanders_little_and_each_value_is_news() {
        RandomGenerator random = ForAll.random(SEED, 0);
        Steadiness steadiness = of(k -> 100 + 5 * random.nextGaussian());

        assertThat(steadiness.wander()).as("seed %d", SEED).isBetween(0.5, 3.0);
        assertThat(steadiness.correlationSeconds()).as("seed %d", SEED).isBetween(10.0, 25.0);
    }

    @Test
    void a_value_that_remembers_wanders_far_and_long() {
        RandomGenerator random = ForAll.random(SEED, 1);
        double[] state = {0};
        Steadiness steadiness = of(k -> 100 + (state[0] = 0.97 * state[0] + 1.2 * random.nextGaussian()));

        // A deviation of 5 that returns within 330 s or so.
        assertThat(steadiness.wander()).as("seed %d", SEED).isBetween(2.5, 9.0);
        assertThat(steadiness.correlationSeconds()).as("seed %d", SEED).isBetween(120.0, 1500.0);
    }

    @Test
    void one_jump_of_the_load_is_no_wandering() {
        RandomGenerator random = ForAll.random(SEED, 2);
        Steadiness steadiness = of(k -> (k < 200 ? 100 : 300) + random.nextGaussian());

        assertThat(steadiness.wander()).as("seed %d", SEED).isLessThan(3);
    }

    @Test
    void it_does_not_depend_on_the_unit() {
        RandomGenerator random = ForAll.random(SEED, 3);
        double[] values = random.doubles(HOUR, 1, 2).toArray();
        Steadiness small = of(k -> values[k] * 0x1p-1030);
        Steadiness large = of(k -> values[k] * 0x1p1000);

        assertThat(large.wander() * 0x1p-1020)
                .isCloseTo(of(k -> values[k]).wander() * 0x1p-20, Percentage.withPercentage(0.001));
        assertThat(small.correlationSeconds()).isBetween(10.0, 25.0);
    }

    @Test
    void without_enough_of_a_past_nothing_is_claimed_to_be_steady() {
        assertThat(Steadiness.of(List.of(), INTERVAL)).isEqualTo(Steadiness.UNKNOWN);
        assertThat(Steadiness.of(Collections.nCopies(100, 1.0), INTERVAL)).isEqualTo(Steadiness.UNKNOWN);
        assertThat(Steadiness.of(Collections.nCopies(HOUR, Double.NaN), INTERVAL))
                .isEqualTo(Steadiness.UNKNOWN);
    }

    @Test
    void no_past_breaks_it() {
        ForAll.forAll(300, SteadinessTest::wildHistory, history -> {
            Steadiness steadiness = Steadiness.of(history, Duration.ofNanos(1 + history.size() * 1_000_000_007L));
            assertThat(steadiness.wander()).isFinite().isNotNegative();
            assertThat(steadiness.correlationSeconds()).isFinite().isNotNegative();
        });
        assertThat(Steadiness.of(Collections.nCopies(HOUR, 1.0), Duration.ofSeconds(Long.MAX_VALUE))
                        .correlationSeconds())
                .isFinite();
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Steadiness.of(List.of(), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Steadiness(Double.NaN, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Steadiness(0, -1, 1));
    }

    private static Steadiness of(IntToDoubleFunction value) {
        return Steadiness.of(IntStream.range(0, HOUR).mapToDouble(value).boxed().toList(), INTERVAL);
    }

    private static List<Double> wildHistory(RandomGenerator random) {
        double[] values = {
            0, -0.0, 1, -1, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY
        };
        List<Double> history = new ArrayList<>();
        for (int k = random.nextInt(1000); k > 0; k--) {
            history.add(values[random.nextInt(values.length)]);
        }
        return history;
    }
}
