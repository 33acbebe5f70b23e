package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.Cells;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareProcessTest {

    private static final long SEED = ForAll.seed(20240607);

    @ParameterizedTest(name = "weight {0}, share {1}")
    @CsvSource({
        "0.01, 0.01", "0.01, 0.0145", "0.01, 0.0055", "0.05, 0.059", "0.1, 0.113", "0.1, 0.087", "0.5, 0.553",
        "0.5, 0.447", "0.95, 0.87", "0.95, 0.99", "1, 1", "1, 0.9", "0, 0", "0, 0.004"
    })
    void rounding_is_not_contradicted_by_millions_of_requests(double weight, double share) {
        ShareProcess process = observed(weight, share, 10_000_000, 200);

        assertThat(process.isContradicted())
                .as("ln E %s, seed %d", process.lnE(), SEED)
                .isFalse();
    }

    @ParameterizedTest(name = "weight {0}, share {1}: within {2} requests")
    @CsvSource({
        "0.1, 0, 200", "0.01, 0, 4000", "0.5, 0, 50", "0.1, 0.025, 800", "0.1, 0.05, 3000", "0.1, 0.2, 2500",
        "0.05, 0.2, 800", "0.1, 1, 50", "1, 0, 50", "0.95, 0, 50", "0, 0.1, 200", "0, 1, 20"
    })
    void a_shift_that_did_not_happen_is_contradicted_soon(double weight, double share, long requests) {
        ShareProcess process = observed(weight, share, requests, 1);

        assertThat(process.isContradicted())
                .as("ln E %s, seed %d", process.lnE(), SEED)
                .isTrue();
    }

    @Test
    void a_correct_shift_is_rarely_contradicted_at_any_look() {
        long contradicted = IntStream.range(0, 1000)
                .filter(ShareProcessTest::isEverContradicted)
                .count();

        assertThat(contradicted).as("seed %d", SEED).isLessThanOrEqualTo(4);
    }

    @Test
    void requests_that_went_the_old_way_during_the_shift_are_outweighed() {
        ShareProcess process = ShareProcess.start().observe(Cells.cell(0, 0, 0, 60, 0), 0.1);
        RandomGenerator random = ForAll.random(SEED, 0);
        for (int k = 1; k < 20; k++) {
            long candidate = Chance.binomial(random, 500, 0.1);
            process = process.observe(Cells.cell(k, candidate, 0, 500 - candidate, 0), 0.1);
        }
        assertThat(process.lnE()).isLessThan(0);
    }

    @Test
    void a_weight_outside_zero_to_one_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShareProcess.start().observe(Cells.cell(0, 1, 0, 1, 0), 10));
    }

    private static boolean isEverContradicted(int run) {
        RandomGenerator random = ForAll.random(SEED, run);
        ShareProcess process = ShareProcess.start();
        for (int k = 0; k < 60; k++) {
            long candidate = Chance.binomial(random, 500, 0.111);
            process = process.observe(Cells.cell(k, candidate, 0, 500 - candidate, 0), 0.1);
            if (process.isContradicted()) {
                return true;
            }
        }
        return false;
    }

    private static ShareProcess observed(double weight, double share, long requests, int cells) {
        RandomGenerator random = ForAll.random(SEED, 0);
        ShareProcess process = ShareProcess.start();
        for (int k = 0; k < cells; k++) {
            long each = requests / cells;
            long candidate = Chance.binomial(random, each, share);
            process = process.observe(Cells.cell(k, candidate, 0, each - candidate, 0), weight);
        }
        return process;
    }
}
