package dev.sluice.sim.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.ForAll;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {

    private static final int DRAWS = 200_000;
    private static final long SEED = 20240607;

    @ParameterizedTest
    @ValueSource(doubles = {0.003, 0.5, 3, 9.99, 10, 11.5, 30, 33, 450, 1e5})
    void mean_and_variance_are_as_asked(double mean) {
        RandomGenerator random = ForAll.random(ForAll.seed(SEED), (int) (mean * 1000));
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double distance = Poisson.draw(random, mean) - mean;
            sum += distance;
            squares += distance * distance;
        }

        double error = Math.sqrt(mean / DRAWS);
        assertThat(Math.abs(sum / DRAWS)).isLessThan(4.5 * error);
        double errorOfVariance = Math.sqrt((mean + 2 * mean * mean) / DRAWS);
        assertThat(Math.abs(squares / DRAWS - mean)).isLessThan(4.5 * errorOfVariance);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4, 10, 12.3, 40, 80})
    void every_count_comes_as_often_as_its_probability(double mean) {
        RandomGenerator random = ForAll.random(ForAll.seed(SEED), (int) (mean * 10));
        int[] seen = new int[200];
        for (int i = 0; i < DRAWS; i++) {
            seen[(int) Math.min(seen.length - 1, Poisson.draw(random, mean))]++;
        }

        double chiSquare = 0;
        int cells = 0;
        double lnProbability = -mean;
        for (int count = 0; count < seen.length - 1; count++) {
            lnProbability += count == 0 ? 0 : Math.log(mean / count);
            double expected = DRAWS * Math.exp(lnProbability);
            if (expected >= 10) {
                chiSquare += (seen[count] - expected) * (seen[count] - expected) / expected;
                cells++;
            }
        }
        assertThat(chiSquare).isLessThan(cells + 4.5 * Math.sqrt(2.0 * cells));
    }

    @Test
    void nothing_comes_where_nothing_is_expected() {
        assertThat(Poisson.draw(ForAll.random(SEED, 0), 0)).isZero();
    }
}
