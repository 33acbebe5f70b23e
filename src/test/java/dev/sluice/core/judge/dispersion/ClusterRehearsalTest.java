package dev.sluice.core.judge.dispersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterRehearsalTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();
    private static final double RATE = 0.005;
    private static final int HOUR = Cells.SCRAPES_PER_HOUR;
    private static final int PODS = 9;

    @Test
    void a_quiet_history_shows_no_dispersion() {
        assertThat(phi(List.of())).isEqualTo(1);
        assertThat(phi(constant(HOUR, 450, 0))).isEqualTo(1);
        assertThat(phi(constant(HOUR, 450, 3))).isEqualTo(1);
    }

    @Test
    void independent_errors_stay_with_the_moments() {
        for (int run = 0; run < 10; run++) {
            List<Sample> history = service(ForAll.random(SEED, run), k -> RATE);

            assertThat(phi(history)).as("seed %d, run %d", SEED, run).isLessThan(1.6);
        }
    }

    @Test
    void one_cluster_is_rehearsed_at_the_size_of_a_pod() {
        List<Sample> history = new ArrayList<>(constant(HOUR, 450, 2));
        for (int k = 300; k < 306; k++) {
            history.set(k, new Sample(450, 9));
        }
        double asPod = phi(history);

        assertThat(asPod).isBetween(3.0, 20.0).isGreaterThan(Dispersion.byTime(List.of(unit(history))));
        assertThat(ClusterRehearsal.phi(List.of(unit(history)), 0.5, PARAMETERS))
                .as("half of the service would hardly notice")
                .isLessThan(asPod);
        assertThat(ClusterRehearsal.phi(List.of(unit(history)), 0.1, PARAMETERS.withMargins(3, 0.05)))
                .as("wider margins need less")
                .isLessThan(asPod);
    }

    @Test
    void a_cluster_is_found_in_the_sum_of_what_several_callers_saw() {
        List<Sample> history = new ArrayList<>(constant(HOUR, 150, 1));
        for (int k = 300; k < 306; k++) {
            history.set(k, new Sample(150, 4));
        }
        List<Unit> callers = List.of(unit(history), unit(history), unit(history));

        assertThat(ClusterRehearsal.phi(callers, 0.1, PARAMETERS)).isGreaterThan(Dispersion.byTime(callers));
    }

    @Test
    void a_long_incident_of_everybody_is_no_cluster() {
        List<Sample> history = service(ForAll.random(SEED, 3), k -> k >= 300 && k < 372 ? 0.05 : RATE);

        assertThat(phi(history)).as("seed %d", SEED).isEqualTo(Dispersion.byTime(List.of(unit(history))));
    }

    @Test
    void a_good_candidate_is_hardly_ever_rolled_back_though_its_pods_fail_in_blips_and_are_not_known() {
        long moments = rolledBack(20, history -> Dispersion.byTime(List.of(unit(history))));
        long rehearsed = rolledBack(40, ClusterRehearsalTest::phi);

        assertThat(moments).as("of 20, seed %d", SEED).isGreaterThan(4);
        assertThat(rehearsed).as("of 40, seed %d", SEED).isLessThanOrEqualTo(2);
    }

    @Test
    void no_history_breaks_it() {
        ForAll.forAll(
                100,
                ClusterRehearsalTest::wildHistory,
                history -> assertThat(phi(history)).isBetween(1.0, Dispersion.LARGEST));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterRehearsal.phi(List.of(), 0, PARAMETERS));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterRehearsal.phi(List.of(), Double.NaN, PARAMETERS));
    }

    private static long rolledBack(int runs, ToDoubleFunction<List<Sample>> phi) {
        return IntStream.range(0, runs)
                .parallel()
                .filter(run -> isRolledBack(run, phi))
                .count();
    }

    private static boolean isRolledBack(int run, ToDoubleFunction<List<Sample>> phi) {
        RandomGenerator random = ForAll.random(SEED, run);
        long[][] past = pods(random, PODS);
        List<Sample> history = IntStream.range(0, HOUR)
                .mapToObj(k -> new Sample(50L * PODS, sum(past, k)))
                .toList();
        JudgeParameters parameters = PARAMETERS.withPhi(phi.applyAsDouble(history));
        long[][] candidate = pods(random, 1);
        long[][] stable = pods(random, PODS);
        JudgeState state = JudgeState.start();
        for (int k = 0; k < HOUR; k++) {
            state = state.observe(
                    List.of(Cells.cell(k, 50, candidate[0][k], 50L * PODS, sum(stable, k))), 0.25, parameters);
            if (Judge.verdict(state, parameters, true).kind() == Kind.ROLLBACK) {
                return true;
            }
        }
        return false;
    }

    /** Errors of pods with 50 requests a scrape that fail twenty times as much for thirty seconds now and then. */
    private static long[][] pods(RandomGenerator random, int count) {
        long[][] errors = new long[count][HOUR];
        for (long[] pod : errors) {
            int ends = 0;
            for (int k = 0; k < HOUR; k++) {
                if (k >= ends && random.nextDouble() < 0.01 / (6 * 0.99)) {
                    ends = k + 6;
                }
                pod[k] = Chance.binomial(random, 50, k < ends ? 20 * RATE : RATE);
            }
        }
        return errors;
    }

    private static long sum(long[][] pods, int k) {
        long sum = 0;
        for (long[] pod : pods) {
            sum += pod[k];
        }
        return sum;
    }

    private static double phi(List<Sample> history) {
        return ClusterRehearsal.phi(List.of(unit(history)), ClusterRehearsal.USUAL_SHARE, PARAMETERS);
    }

    private static List<Sample> service(RandomGenerator random, IntToDoubleFunction rate) {
        return IntStream.range(0, HOUR)
                .mapToObj(k -> new Sample(450, Chance.binomial(random, 450, rate.applyAsDouble(k))))
                .toList();
    }

    private static List<Sample> constant(int scrapes, long requests, long errors) {
        return IntStream.range(0, scrapes)
                .mapToObj(k -> new Sample(requests, errors))
                .toList();
    }

    private static Unit unit(List<Sample> samples) {
        return new Unit("service", samples);
    }

    private static List<Sample> wildHistory(RandomGenerator random) {
        long[] counts = {0, 1, 50, 1_000_000, Long.MAX_VALUE};
        List<Sample> samples = new ArrayList<>();
        for (int k = random.nextInt(100); k > 0; k--) {
            long requests = counts[random.nextInt(counts.length)];
            samples.add(new Sample(requests, random.nextBoolean() ? requests : 0));
        }
        return samples;
    }
}
