package dev.sluice.core.judge.dispersion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Cells;
import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.dispersion.Dispersion.Sample;
import dev.sluice.core.judge.dispersion.Dispersion.Unit;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();
    private static final double RATE = 0.005;
    private static final int PODS = 9;

    /** Errors of one pod with 50 requests a scrape, scrape by scrape. */
    private interface Pod {
        long errors(int scrape, double rate);
    }

    @Test
    void a_single_unit_is_left_to_the_moments() {
        List<Unit> single =
                List.of(history(ForAll.random(SEED, 0), ReplayTest::bursting).get(0));

        assertThat(Replay.phi(single, PARAMETERS)).isEqualTo(Dispersion.phi(single));
        assertThat(Replay.phi(List.of(), PARAMETERS)).isEqualTo(1);
    }

    @Test
    void pods_that_fail_independently_show_hardly_any_dispersion() {
        for (int run = 0; run < 10; run++) {
            List<Unit> history = history(ForAll.random(SEED, run), ReplayTest::independent);

            assertThat(Replay.phi(history, PARAMETERS)).as("seed %d", SEED).isBetween(1.0, 1.5);
        }
    }

    @Test
    void rare_heavy_clusters_show_in_the_replay_more_than_in_the_moments() {
        double moments = 0;
        double replay = 0;
        for (int run = 0; run < 10; run++) {
            List<Unit> history = history(ForAll.random(SEED, run), ReplayTest::blipping);
            moments += Dispersion.phi(history) / 10;
            replay += Replay.phi(history, PARAMETERS) / 10;
        }
        assertThat(moments).as("seed %d", SEED).isBetween(3.5, 6.5);
        assertThat(replay).as("seed %d", SEED).isBetween(7.0, 16.0);
    }

    @Test
    void with_wider_margins_less_dispersion_is_needed() {
        List<Unit> history = history(ForAll.random(SEED, 1), ReplayTest::blipping);

        assertThat(Replay.phi(history, PARAMETERS.withMargins(3, 0.05)))
                .isLessThan(Replay.phi(history, PARAMETERS))
                .isGreaterThanOrEqualTo(Dispersion.phi(history));
    }

    @Test
    void phi_of_the_parameters_is_of_no_account() {
        List<Unit> history = history(ForAll.random(SEED, 2), ReplayTest::bursting);

        assertThat(Replay.phi(history, PARAMETERS.withPhi(20))).isEqualTo(Replay.phi(history, PARAMETERS));
    }

    @Test
    void a_pod_that_is_broken_for_good_gives_the_largest() {
        List<Unit> units = List.of(unit(300, 50, 50), unit(300, 50, 0), unit(300, 50, 0));

        assertThat(Replay.phi(units, PARAMETERS)).isEqualTo(Dispersion.LARGEST);
    }

    @Test
    void pods_without_requests_and_pods_that_came_later_are_no_obstacle() {
        List<Unit> units = List.of(unit(300, 50, 0), unit(0, 0, 0), unit(300, 0, 0), unit(20, 50, 1));

        assertThat(Replay.phi(units, PARAMETERS)).isBetween(1.0, Dispersion.LARGEST);
    }

    @Test
    void a_good_candidate_among_bursting_or_blipping_pods_is_hardly_ever_rolled_back() {
        int runs = 60;
        // About 1 % of 2000 runs were; at that more than 3 of 60 come about in three of a thousand tests.
        assertThat(rolledBack(runs, ReplayTest::bursting)).as("seed %d", SEED).isLessThanOrEqualTo(3);
        assertThat(rolledBack(runs, ReplayTest::blipping)).as("seed %d", SEED).isLessThanOrEqualTo(3);
    }

    @Test
    void no_history_breaks_it() {
        ForAll.forAll(
                100,
                ReplayTest::wildHistory,
                units -> assertThat(Replay.phi(units, PARAMETERS)).isBetween(1.0, Dispersion.LARGEST));
    }

    private static long rolledBack(int runs, Function<RandomGenerator, Pod> kind) {
        return IntStream.range(0, runs)
                .parallel()
                .filter(run -> isRolledBack(run, kind))
                .count();
    }

    private static boolean isRolledBack(int run, Function<RandomGenerator, Pod> kind) {
        RandomGenerator random = ForAll.random(SEED, run);
        JudgeParameters parameters = PARAMETERS.withPhi(Replay.phi(history(random, kind), PARAMETERS));
        Pod candidate = kind.apply(random);
        List<Pod> stable = pods(random, kind);
        JudgeState state = JudgeState.start();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            int scrape = k;
            long errors =
                    stable.stream().mapToLong(pod -> pod.errors(scrape, RATE)).sum();
            state = state.observe(List.of(Cells.cell(k, 50, candidate.errors(k, RATE), 450, errors)), 0.25, parameters);
            if (Judge.verdict(state, parameters, true).kind() == Kind.ROLLBACK) {
                return true;
            }
        }
        return false;
    }

    private static Pod independent(RandomGenerator random) {
        return (scrape, rate) -> Chance.binomial(random, 50, rate);
    }

    /** Errors come in bursts of three on average. */
    private static Pod bursting(RandomGenerator random) {
        return (scrape, rate) -> {
            long errors = 0;
            for (long left = Chance.poisson(random, 50 * rate / 3); left > 0; left--) {
                errors += Chance.geometric(random, 3);
            }
            return Math.min(errors, 50);
        };
    }

    /** For a fortieth of the time, thirty seconds at a stretch, the pod fails twenty times as much. */
    private static Pod blipping(RandomGenerator random) {
        int[] ends = {0};
        return (scrape, rate) -> {
            if (scrape >= ends[0] && random.nextDouble() < 0.025 / (6 * 0.975)) {
                ends[0] = scrape + 6;
            }
            return Chance.binomial(random, 50, scrape < ends[0] ? 20 * rate : rate);
        };
    }

    private static List<Pod> pods(RandomGenerator random, Function<RandomGenerator, Pod> kind) {
        return IntStream.range(0, PODS).mapToObj(pod -> kind.apply(random)).toList();
    }

    private static List<Unit> history(RandomGenerator random, Function<RandomGenerator, Pod> kind) {
        return pods(random, kind).stream()
                .map(pod -> new Unit(
                        "pod",
                        IntStream.range(0, Cells.SCRAPES_PER_HOUR)
                                .mapToObj(k -> new Sample(50, pod.errors(k, RATE)))
                                .toList()))
                .toList();
    }

    private static Unit unit(int scrapes, long requests, long errors) {
        return new Unit(
                "pod",
                IntStream.range(0, scrapes)
                        .mapToObj(k -> new Sample(requests, errors))
                        .toList());
    }

    private static List<Unit> wildHistory(RandomGenerator random) {
        long[] counts = {0, 1, 50, 1_000_000, Long.MAX_VALUE};
        List<Unit> units = new ArrayList<>();
        for (int pod = random.nextInt(5); pod >= 0; pod--) {
            List<Sample> samples = new ArrayList<>();
            for (int k = random.nextInt(40); k > 0; k--) {
                long requests = counts[random.nextInt(counts.length)];
                samples.add(new Sample(requests, random.nextBoolean() ? requests : 0));
            }
            units.add(new Unit("pod " + pod, samples));
        }
        return units;
    }
}
