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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Promises of the judge, kept on simulated traffic, by the mixture of the published values and by the one that is used.
 * Seeded; -Dsluice.seed=N tries other traffic. The benchmark (docs/explanation/judge.md) repeats this with more.
 */
class JudgeStatisticsTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final double STABLE_RATE = 0.001;
    private static final double NEXT_WEIGHT = 0.25;
    private static final int STREAMS = 2000;

    enum Judged {
        REFERENCE(JudgeParameters.reference()),
        SHARP(JudgeParameters.defaults());

        private final JudgeParameters parameters;

        Judged(JudgeParameters parameters) {
            this.parameters = parameters;
        }
    }

    @ParameterizedTest
    @EnumSource
    void at_the_margin_at_most_alpha_are_rolled_back_over_an_hour_of_looks(Judged by) {
        double worstHarmless = by.parameters.rho() * STABLE_RATE + by.parameters.delta();

        double share = share(STREAMS, run -> everLooksWorse(run, worstHarmless, by.parameters));

        assertThat(share).as("seed %d", SEED).isLessThanOrEqualTo(withThreeSigma(0.01));
    }

    @ParameterizedTest
    @EnumSource
    void at_the_limit_at_most_beta_are_advanced_over_an_hour_of_looks(Judged by) {
        double leastHarmful = by.parameters.rho() * STABLE_RATE + by.parameters.advanceDelta(NEXT_WEIGHT);

        double share = share(STREAMS, run -> everLooksFit(run, leastHarmful, by.parameters));

        assertThat(share).as("seed %d", SEED).isLessThanOrEqualTo(withThreeSigma(0.05));
    }

    @ParameterizedTest(name = "{0}: a candidate that fails {1} of its requests fails {2} until it is rolled back")
    @CsvSource({
        "REFERENCE, 0.01, 11.1", "REFERENCE, 0.02, 7.1", "REFERENCE, 0.05, 6.7", "REFERENCE, 0.5, 25",
        "SHARP, 0.01, 9.45", "SHARP, 0.02, 6.2", "SHARP, 0.05, 5.75", "SHARP, 0.5, 25"
    })
    void few_requests_fail_until_rollback(Judged by, double rate, double expected) {
        double mean = IntStream.range(0, STREAMS)
                .mapToLong(run -> failures(ForAll.random(SEED, run), JudgeState.start(), rate, by.parameters))
                .average()
                .orElseThrow();

        assertThat(mean).as("seed %d", SEED).isCloseTo(expected, Percentage.withPercentage(10));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"REFERENCE, 9.8", "SHARP, 9.8"})
    void a_fault_after_half_an_hour_costs_few_requests_too(Judged by, double expected) {
        double mean = IntStream.range(0, 500)
                .mapToLong(run -> failuresAfterOnset(run, 0.05, by.parameters))
                .average()
                .orElseThrow();

        assertThat(mean).as("seed %d", SEED).isCloseTo(expected, Percentage.withPercentage(10));
    }

    @ParameterizedTest
    @EnumSource
    void an_incident_that_both_arms_share_is_never_blamed_on_the_candidate(Judged by) {
        assertThat(share(1000, run -> isRolledBackInSharedIncident(run, by.parameters)))
                .as("seed %d", SEED)
                .isZero();
    }

    @Test
    void the_mixture_in_use_finds_faults_with_fewer_failures_than_the_published_one() {
        for (double rate : new double[] {0.01, 0.02, 0.05}) {
            assertThat(total(rate, Judged.SHARP)).as("seed %d", SEED).isLessThan(0.93 * total(rate, Judged.REFERENCE));
        }
    }

    private static double total(double rate, Judged by) {
        return IntStream.range(0, 1000)
                .mapToLong(run -> failures(ForAll.random(SEED, run), JudgeState.start(), rate, by.parameters))
                .sum();
    }

    private static double withThreeSigma(double bound) {
        return bound + 3 * Math.sqrt(bound * (1 - bound) / STREAMS);
    }

    private static boolean everLooksWorse(int run, double rate, JudgeParameters parameters) {
        RandomGenerator random = ForAll.random(SEED, run);
        RollbackProcess process = RollbackProcess.start();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            Cell cell = Cells.random(random, k, rate, STABLE_RATE);
            process = process.observe(cell, parameters);
            // Only a failed candidate request can raise this evidence.
            if (cell.candidateErrors() > 0 && process.lnE() >= Math.log(100)) {
                return true;
            }
        }
        return false;
    }

    private static boolean everLooksFit(int run, double rate, JudgeParameters parameters) {
        RandomGenerator random = ForAll.random(SEED, run);
        AdvanceProcess process = AdvanceProcess.start();
        double delta = parameters.advanceDelta(NEXT_WEIGHT);
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            process = process.observe(Cells.random(random, k, rate, STABLE_RATE), delta, parameters);
            if (process.lnE() >= Math.log(20)) {
                return true;
            }
        }
        return false;
    }

    private static long failuresAfterOnset(int run, double rate, JudgeParameters parameters) {
        RandomGenerator random = ForAll.random(SEED, run);
        JudgeState state = JudgeState.start();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR / 2; k++) {
            state = look(state, Cells.random(random, k, STABLE_RATE, STABLE_RATE), parameters);
        }
        return failures(random, state, rate, parameters);
    }

    private static long failures(RandomGenerator random, JudgeState from, double rate, JudgeParameters parameters) {
        JudgeState state = from;
        int first = Cells.SCRAPES_PER_HOUR / 2;
        for (int k = first; k < first + Cells.SCRAPES_PER_HOUR; k++) {
            state = look(state, Cells.random(random, k, rate, STABLE_RATE), parameters);
            if (Judge.verdict(state, parameters, true).kind() == Kind.ROLLBACK) {
                break;
            }
        }
        return state.total().candidateErrors() - from.total().candidateErrors();
    }

    private static boolean isRolledBackInSharedIncident(int run, JudgeParameters parameters) {
        RandomGenerator random = ForAll.random(SEED, run);
        JudgeState state = JudgeState.start();
        for (int k = 0; k < 180; k++) {
            double rate = k >= 60 && k < 132 ? 0.05 : STABLE_RATE;
            state = look(state, Cells.random(random, k, rate, rate), parameters);
            if (Judge.verdict(state, parameters, true).kind() == Kind.ROLLBACK) {
                return true;
            }
        }
        return false;
    }

    private static JudgeState look(JudgeState state, Cell cell, JudgeParameters parameters) {
        return state.observe(List.of(cell), NEXT_WEIGHT, parameters);
    }

    private static double share(int runs, IntPredicate happens) {
        return IntStream.range(0, runs).parallel().filter(happens).count() / (double) runs;
    }
}
