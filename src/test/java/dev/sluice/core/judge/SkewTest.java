package dev.sluice.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Arms that are scraped at different moments: an incident of both shows on one side first. */
class SkewTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final JudgeParameters TOGETHER = JudgeParameters.defaults();
    private static final JudgeParameters APART = TOGETHER.withArmsShareTarget(false);
    private static final double INTERVAL = 5;
    private static final int SCRAPES = 240;
    private static final int RUNS = 1000;

    @Test
    void shared_incidents_roll_nothing_back_when_the_judge_knows_that_the_arms_are_scraped_apart() {
        assertThat(runs(Kind.ROLLBACK, APART, Skew::incidentRate))
                .as("seed %d", SEED)
                .isLessThanOrEqualTo(RUNS / 200);
    }

    @Test
    void and_would_often_do_so_if_it_did_not() {
        assertThat(runs(Kind.ROLLBACK, TOGETHER, Skew::incidentRate))
                .as("seed %d", SEED)
                .isGreaterThan(RUNS / 20);
    }

    @Test
    void a_candidate_that_really_fails_is_rolled_back_at_the_second_scrape_that_shows_it() {
        for (int run = 0; run < 100; run++) {
            RandomGenerator random = ForAll.random(SEED, run);
            JudgeState state = JudgeState.start();
            for (int k = 0; k < 100; k++) {
                state = state.observe(List.of(Cells.random(random, k, 0.001, 0.001)), 0.25, APART);
            }
            for (int k = 100; k < 102; k++) {
                assertThat(Judge.verdict(state, APART, true).kind()).isNotEqualTo(Kind.ROLLBACK);
                state = state.observe(List.of(Cells.random(random, k, 0.5, 0.001)), 0.25, APART);
            }
            assertThat(Judge.verdict(state, APART, true).kind())
                    .as("run %d, seed %d", run, SEED)
                    .isEqualTo(Kind.ROLLBACK);
        }
    }

    @Test
    void a_jump_that_stable_shows_first_advances_nothing() {
        JudgeState state = JudgeState.start();
        for (int k = 0; k < 2; k++) {
            state = state.observe(List.of(Cells.cell(k, 50, 0, 450, 0)), 0.25, APART);
        }
        state = state.observe(List.of(Cells.cell(2, 50, 0, 450, 200)), 0.25, APART);

        assertThat(Judge.verdict(state, TOGETHER, true).kind()).isEqualTo(Kind.ADVANCE);
        assertThat(Judge.verdict(state, APART, true).kind()).isEqualTo(Kind.HOLD);
    }

    private static long runs(Kind kind, JudgeParameters parameters, ToDoubleFunction<RandomGenerator> incidentRate) {
        return IntStream.range(0, RUNS)
                .parallel()
                .filter(run -> {
                    RandomGenerator random = ForAll.random(SEED, run);
                    return ends(kind, parameters, cells(random, incidentRate.applyAsDouble(random)));
                })
                .count();
    }

    private static boolean ends(Kind kind, JudgeParameters parameters, List<Cell> cells) {
        JudgeState state = JudgeState.start();
        for (Cell cell : cells) {
            state = state.observe(List.of(cell), 0.25, parameters);
            if (Judge.verdict(state, parameters, true).kind() == kind) {
                return true;
            }
        }
        return false;
    }

    /** Twenty minutes with three incidents; the arms' intervals differ by up to half a scrape interval. */
    private static List<Cell> cells(RandomGenerator random, double incidentRate) {
        double skew = (random.nextDouble() - 0.5) * INTERVAL;
        Skew world = new Skew(incidents(random), incidentRate);
        List<Cell> cells = new ArrayList<>();
        for (int k = 0; k < SCRAPES; k++) {
            double from = k * INTERVAL;
            cells.add(Cells.cell(
                    k,
                    Cells.CANDIDATE,
                    Chance.binomial(random, Cells.CANDIDATE, world.meanRate(from + skew)),
                    Cells.STABLE,
                    Chance.binomial(random, Cells.STABLE, world.meanRate(from))));
        }
        return cells;
    }

    private static List<double[]> incidents(RandomGenerator random) {
        List<double[]> incidents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            double start = (i + random.nextDouble() * 0.8) * SCRAPES * INTERVAL / 3;
            incidents.add(new double[] {start, start + 1 + 60 * random.nextDouble()});
        }
        return incidents;
    }

    /** Both arms fail alike: a little at rest, much during an incident. */
    private record Skew(List<double[]> incidents, double incidentRate) {

        static double incidentRate(RandomGenerator random) {
            return 0.1 + 0.9 * random.nextDouble();
        }

        /** The mean error rate of the scrape interval that begins at {@code from} seconds. */
        double meanRate(double from) {
            double inIncident = 0;
            for (double[] incident : incidents) {
                inIncident += Math.max(0, Math.min(from + INTERVAL, incident[1]) - Math.max(from, incident[0]));
            }
            return 0.001 + (incidentRate - 0.001) * Math.min(1, inIncident / INTERVAL);
        }
    }
}
