package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.Binomial;
import dev.sluice.core.judge.Cells;
import dev.sluice.core.metric.Counts;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CeilingProcessTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();
    private static final double CEILING = 0.01;

    @Test
    void a_clean_baseline_gives_the_exact_bound_through_the_margins() {
        double exact = 1 - Math.pow(0.01, 1.0 / 10_000);

        assertThat(CeilingProcess.ceiling(stable(10_000, 0), PARAMETERS))
                .isCloseTo(1.25 * exact + 0.001, Offset.offset(1e-9));
    }

    @Test
    void a_baseline_with_errors_gives_a_little_more_than_the_exact_bound() {
        // The exact 99 % bound for 100 of 10 000 is 0.012568 (solved from the binomial tail).
        assertThat((CeilingProcess.ceiling(stable(10_000, 100), PARAMETERS) - 0.001) / 1.25)
                .isBetween(0.0126, 0.0135);
    }

    @Test
    void noisy_errors_widen_the_bound() {
        assertThat(CeilingProcess.ceiling(stable(10_000, 100), PARAMETERS.withPhi(4)))
                .isGreaterThan(CeilingProcess.ceiling(stable(10_000, 100), PARAMETERS) + 0.002);
    }

    @Test
    void without_a_baseline_or_with_a_tiny_clean_one_the_fallback_holds() {
        assertThat(CeilingProcess.ceiling(Counts.ZERO, PARAMETERS)).isEqualTo(CeilingProcess.FALLBACK_CEILING);
        assertThat(CeilingProcess.ceiling(stable(20, 0), PARAMETERS)).isEqualTo(CeilingProcess.FALLBACK_CEILING);
    }

    @Test
    void a_baseline_that_only_fails_can_blame_nobody() {
        double ceiling = CeilingProcess.ceiling(stable(100, 100), PARAMETERS);
        CeilingProcess process = CeilingProcess.start().observe(100, 100, ceiling, PARAMETERS);

        assertThat(ceiling).isEqualTo(1);
        assertThat(process.lnE()).isCloseTo(0, Offset.offset(1e-9));
    }

    @Test
    void its_expectation_at_the_ceiling_is_one() {
        int n = 40;
        double sum = 0;
        for (int x = 0; x <= n; x++) {
            sum += Binomial.probability(n, x, CEILING)
                    * Math.exp(CeilingProcess.start()
                            .observe(n, x, CEILING, PARAMETERS)
                            .lnE());
        }
        assertThat(sum).isCloseTo(1, Offset.offset(1e-9));
    }

    @Test
    void no_requests_teach_nothing_and_impossible_counts_are_refused() {
        CeilingProcess process = CeilingProcess.start();

        assertThat(process.observe(0, 0, CEILING, PARAMETERS)).isSameAs(process);
        assertThatIllegalArgumentException().isThrownBy(() -> process.observe(1, 2, CEILING, PARAMETERS));
        assertThatIllegalArgumentException().isThrownBy(() -> process.observe(1, 0, Double.NaN, PARAMETERS));
    }

    @Test
    void at_the_ceiling_at_most_alpha_are_blamed() {
        long blamed = IntStream.range(0, 1000)
                .filter(run -> failuresUntilBlamed(run, 0, CEILING) >= 0)
                .count();

        assertThat(blamed).as("seed %d", SEED).isLessThanOrEqualTo(20);
    }

    @Test
    void a_fault_is_found_within_few_failed_requests_early_and_late() {
        assertThat(meanFailures(0, 0.05)).as("from the start, seed %d", SEED).isBetween(8.0, 25.0);
        assertThat(meanFailures(400, 0.05))
                .as("after 400 scrapes, seed %d", SEED)
                .isBetween(8.0, 35.0);
    }

    @Test
    void one_scrape_is_not_enough_however_strong_its_evidence() {
        CeilingProcess collapse = CeilingProcess.start().observe(500, 400, 0.01, PARAMETERS);
        assertThat(collapse.lnE()).isGreaterThan(Math.log(1e6));
        assertThat(collapse.isExceeded(PARAMETERS)).isFalse();

        assertThat(collapse.observe(500, 400, 0.01, PARAMETERS).isExceeded(PARAMETERS))
                .isTrue();
    }

    private static double meanFailures(int onset, double rate) {
        return IntStream.range(0, 200)
                .mapToLong(run -> failuresUntilBlamed(run, onset, rate))
                .average()
                .orElseThrow();
    }

    /** Failed requests since the onset when the process blames the arm; -1 if it never does within an hour of looks. */
    private static long failuresUntilBlamed(int run, int onset, double rate) {
        RandomGenerator random = ForAll.random(SEED, run);
        CeilingProcess process = CeilingProcess.start();
        long before = 0;
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            before = k == onset ? process.errors() : before;
            process = process.observe(100, Chance.binomial(random, 100, k < onset ? 0.001 : rate), CEILING, PARAMETERS);
            if (process.isExceeded(PARAMETERS)) {
                return process.errors() - before;
            }
        }
        return -1;
    }

    private static Counts stable(long requests, long errors) {
        return new Counts(0, 0, requests, errors);
    }
}
