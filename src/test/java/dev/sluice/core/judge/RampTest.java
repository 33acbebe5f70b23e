package dev.sluice.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole releases, paced by evidence: 1, 5, 10, 25, 50 percent of 100 requests a second, looked at every 5 seconds. */
class RampTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();
    private static final double[] WEIGHTS = {0.01, 0.05, 0.1, 0.25, 0.5, 1};
    private static final double STABLE_RATE = 0.001;
    private static final double SECONDS_PER_SCRAPE = 5;
    private static final long REQUESTS = 500;
    private static final int RUNS = 500;
    private static final int LONGEST = 1440;

    @Test
    void a_good_candidate_is_promoted_within_minutes() {
        List<Ending> endings = endings(weight -> STABLE_RATE);

        assertThat(endings).as("seed %d", SEED).allMatch(Ending::promoted);
        assertThat(meanMinutes(endings)).as("seed %d", SEED).isBetween(3.5, 5.0);
    }

    @Test
    void a_bad_one_fails_a_handful_of_requests() {
        assertHarm(endings(weight -> 0.01), 13);
        assertHarm(endings(weight -> 0.05), 6);
        assertHarm(endings(weight -> 0.5), 7);
    }

    @Test
    void a_fault_that_needs_load_is_caught_when_the_load_comes() {
        assertHarm(endings(weight -> weight > 0.3 ? 0.05 : STABLE_RATE), 45);
    }

    private static void assertHarm(List<Ending> endings, double most) {
        assertThat(endings).as("seed %d", SEED).noneMatch(Ending::promoted);
        assertThat(endings.stream().mapToLong(Ending::failed).average().orElseThrow())
                .as("seed %d", SEED)
                .isLessThan(most);
    }

    private static double meanMinutes(List<Ending> endings) {
        return endings.stream().mapToInt(Ending::scrapes).average().orElseThrow() * SECONDS_PER_SCRAPE / 60;
    }

    private static List<Ending> endings(DoubleUnaryOperator rateAtWeight) {
        return IntStream.range(0, RUNS)
                .mapToObj(run -> release(ForAll.random(SEED, run), rateAtWeight))
                .toList();
    }

    private static Ending release(RandomGenerator random, DoubleUnaryOperator rateAtWeight) {
        JudgeState state = JudgeState.start();
        int step = 0;
        for (int k = 0; k < LONGEST; k++) {
            double weight = WEIGHTS[step];
            long candidate = Chance.binomial(random, REQUESTS, weight);
            long stable = REQUESTS - candidate;
            long candidateErrors = Chance.binomial(random, candidate, rateAtWeight.applyAsDouble(weight));
            long stableErrors = Chance.binomial(random, stable, STABLE_RATE);
            state = state.observe(
                    List.of(Cells.cell(k, candidate, candidateErrors, stable, stableErrors)),
                    WEIGHTS[step + 1],
                    PARAMETERS);
            Kind kind = Judge.verdict(state, PARAMETERS, true).kind();
            if (kind == Kind.ADVANCE) {
                step++;
                state = state.restartStep();
            }
            if (kind == Kind.ROLLBACK || step == WEIGHTS.length - 1) {
                return new Ending(kind == Kind.ADVANCE, k + 1, state.total().candidateErrors());
            }
        }
        return new Ending(false, LONGEST, state.total().candidateErrors());
    }

    private record Ending(boolean promoted, int scrapes, long failed) {}
}
