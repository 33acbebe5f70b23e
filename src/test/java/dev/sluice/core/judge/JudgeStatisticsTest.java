package dev.sluice.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.ForAll;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises of the judge, kept on simulated traffic. Seeded; -Dsluice.seed=N tries other traffic. */
class JudgeStatisticsTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();
    private static final double STABLE_RATE = 0.001;
    private static final double NEXT_WEIGHT = 0.25;

    @Test
    void at_the_margin_at_most_alpha_are_rolled_back_over_an_hour_of_looks() {
        double worstHarmless = PARAMETERS.rho() * STABLE_RATE + PARAMETERS.delta();

        assertThat(share(10_000, run -> everLooksWorse(run, worstHarmless))).isLessThanOrEqualTo(0.01 + 0.003);
    }

    @Test
    void at_the_limit_at_most_beta_are_advanced_over_an_hour_of_looks() {
        double leastHarmful = PARAMETERS.rho() * STABLE_RATE + PARAMETERS.advanceDelta(NEXT_WEIGHT);

        assertThat(share(10_000, run -> everLooksFit(run, leastHarmful))).isLessThanOrEqualTo(0.05 + 0.0065);
    }

    @ParameterizedTest(name = "a candidate that fails {0} of its requests fails {1} until it is rolled back")
    @CsvSource({"0.01, 11.1", "0.02, 7.1", "0.05, 6.7", "0.5, 25.0"})
    void few_requests_fail_until_rollback(double rate, double expected) {
        double mean = IntStream.range(0, 10_000)
                .parallel()
                .mapToLong(run -> failuresUntilRollback(run, rate))
                .average()
                .orElseThrow();

        assertThat(mean).as("seed %d", SEED).isCloseTo(expected, Percentage.withPercentage(10));
    }

    @Test
    void a_fault_after_half_an_hour_costs_few_requests_too() {
        double mean = IntStream.range(0, 1000)
                .parallel()
                .mapToLong(run -> failuresAfterOnset(run, 0.05))
                .average()
                .orElseThrow();

        assertThat(mean).as("seed %d", SEED).isCloseTo(9.8, Percentage.withPercentage(10));
    }

    @Test
    void an_incident_that_both_arms_share_is_never_blamed_on_the_candidate() {
        assertThat(share(1000, JudgeStatisticsTest::isRolledBackInSharedIncident))
                .isZero();
    }

    private static boolean everLooksWorse(int run, double rate) {
        RandomGenerator random = ForAll.random(SEED, run);
        RollbackProcess process = RollbackProcess.start();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            Cell cell = Cells.random(random, k, rate, STABLE_RATE);
            process = process.observe(cell, PARAMETERS);
            // Only a failed candidate request can raise this evidence.
            if (cell.candidateErrors() > 0 && process.lnE() >= Math.log(100)) {
                return true;
            }
        }
        return false;
    }

    private static boolean everLooksFit(int run, double rate) {
        RandomGenerator random = ForAll.random(SEED, run);
        AdvanceProcess process = AdvanceProcess.start();
        double delta = PARAMETERS.advanceDelta(NEXT_WEIGHT);
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            process = process.observe(Cells.random(random, k, rate, STABLE_RATE), delta, PARAMETERS);
            if (process.lnE() >= Math.log(20)) {
                return true;
            }
        }
        return false;
    }

    private static long failuresUntilRollback(int run, double rate) {
        return failures(ForAll.random(SEED, run), JudgeState.start(), 0, rate);
    }

    private static long failuresAfterOnset(int run, double rate) {
        RandomGenerator random = ForAll.random(SEED, run);
        JudgeState state = JudgeState.start();
        int onset = Cells.SCRAPES_PER_HOUR / 2;
        for (int k = 0; k < onset; k++) {
            state = look(state, Cells.random(random, k, STABLE_RATE, STABLE_RATE));
        }
        return failures(random, state, onset, rate);
    }

    private static long failures(RandomGenerator random, JudgeState from, int firstScrape, double rate) {
        JudgeState state = from;
        for (int k = firstScrape; k < firstScrape + Cells.SCRAPES_PER_HOUR; k++) {
            state = look(state, Cells.random(random, k, rate, STABLE_RATE));
            if (Judge.verdict(state, PARAMETERS, true).kind() == Kind.ROLLBACK) {
                break;
            }
        }
        return state.total().candidateErrors() - from.total().candidateErrors();
    }

    private static boolean isRolledBackInSharedIncident(int run) {
        RandomGenerator random = ForAll.random(SEED, run);
        JudgeState state = JudgeState.start();
        for (int k = 0; k < 300; k++) {
            double rate = k >= 100 && k < 172 ? 0.05 : STABLE_RATE;
            state = look(state, Cells.random(random, k, rate, rate));
            if (Judge.verdict(state, PARAMETERS, true).kind() == Kind.ROLLBACK) {
                return true;
            }
        }
        return false;
    }

    private static JudgeState look(JudgeState state, Cell cell) {
        return state.observe(List.of(cell), NEXT_WEIGHT, PARAMETERS);
    }

    private static double share(int runs, IntPredicate happens) {
        return IntStream.range(0, runs).parallel().filter(happens).count() / (double) runs;
    }
}
