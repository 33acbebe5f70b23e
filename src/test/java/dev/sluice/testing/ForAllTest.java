package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForAllTest {

    @Test
    void a_failure_names_the_value_and_the_seed() {
        assertThatThrownBy(() -> ForAll.forAll(
                        42L,
                        100,
                        random -> random.nextInt(10),
                        value -> assertThat(value).isLessThan(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dsluice.seed=42")
                .hasMessageContaining(" for ");
    }

    @Test
    void the_same_seed_gives_the_same_values() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
    }

    @Test
    void samplers_have_the_right_mean_and_variance() {
        RandomGenerator random = ForAll.random(ForAll.seed(1), 0);
        assertMoments(20_000, () -> Chance.binomial(random, 50, 0.1), 5, 4.5);
        assertMoments(20_000, () -> Chance.binomial(random, 2000, 0.7), 1400, 420);
        assertMoments(20_000, () -> Chance.poisson(random, 4), 4, 4);
        assertMoments(20_000, () -> Chance.geometric(random, 3), 3, 6);
    }

    private static void assertMoments(int runs, java.util.function.LongSupplier sampler, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < runs; i++) {
            double value = sampler.getAsLong() - mean;
            sum += value;
            squares += value * value;
        }
        assertThat(sum / runs).isCloseTo(0, Offset.offset(5 * Math.sqrt(variance / runs)));
        assertThat(squares / runs).isCloseTo(variance, Offset.offset(0.1 * variance));
    }

    private static List<Integer> drawn(long seed) {
        List<Integer> values = new ArrayList<>();
        ForAll.forAll(seed, 20, RandomGenerator::nextInt, values::add);
        return values;
    }
}
