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
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DispersionTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final double RATE = 0.005;
    private static final double BURST = 3;
    private static final int PODS = 9;

    @Test
    void without_history_or_without_errors_nothing_is_claimed() {
        assertThat(Dispersion.phi(List.of())).isEqualTo(1);
        assertThat(Dispersion.phi(List.of(unit(new Sample(50, 0), new Sample(50, 0)))))
                .isEqualTo(1);
        assertThat(Dispersion.phi(List.of(unit(new Sample(50, 9)), unit())))
                .as("a unit without requests can't be compared")
                .isEqualTo(1);
    }

    @Test
    void the_formula_is_pearsons_with_a_prior_of_twenty() {
        // Expected 5 and 5: chi2 = 25/5 + 25/5 = 10 with one degree of freedom.
        List<Unit> units = List.of(unit(new Sample(50, 10)), unit(new Sample(50, 0)));

        assertThat(Dispersion.acrossUnits(units)).isCloseTo(30.0 / 21, Offset.offset(1e-12));
    }

    @Test
    void units_of_different_size_are_compared_by_their_share_of_requests() {
        List<Unit> units = List.of(unit(new Sample(900, 90)), unit(new Sample(100, 10)));

        assertThat(Dispersion.acrossUnits(units)).isEqualTo(1);
    }

    @Test
    void by_time_adjacent_cells_are_compared() {
        List<Unit> strata = List.of(unit(new Sample(50, 10), new Sample(50, 0), new Sample(50, 3)));

        assertThat(Dispersion.byTime(strata)).isCloseTo(30.0 / 21, Offset.offset(1e-12));
        assertThat(Dispersion.phi(strata)).isEqualTo(Dispersion.byTime(strata));
    }

    @Test
    void slow_bursts_show_in_the_longer_blocks() {
        Sample[] samples = IntStream.range(0, 240)
                .mapToObj(k -> new Sample(1000, k / 12 % 2 == 0 ? 12 : 8))
                .toArray(Sample[]::new);

        // Twelve cells: 144 against 96 around 120, chi2 = 9.6 a pair. Single cells: nothing within a pair.
        assertThat(Dispersion.byTime(List.of(unit(samples)))).isCloseTo((20 + 96.0) / 30, Offset.offset(1e-9));
    }

    @Test
    void a_broken_history_does_not_blind_the_judge() {
        List<Unit> units = List.of(unit(new Sample(100_000, 100_000)), unit(new Sample(100_000, 0)));

        assertThat(Dispersion.phi(units)).isEqualTo(Dispersion.LARGEST);
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(1, 2));
    }

    @Test
    void independent_errors_show_hardly_any_dispersion() {
        for (int run = 0; run < 20; run++) {
            List<Unit> history = history(ForAll.random(SEED, run), random -> Chance.binomial(random, 50, RATE));

            assertThat(Dispersion.acrossUnits(history)).as("seed %d", SEED).isBetween(1.0, 1.35);
            assertThat(Dispersion.byTime(history)).as("seed %d", SEED).isBetween(1.0, 1.35);
        }
    }

    @Test
    void an_incident_of_all_units_is_no_dispersion_between_them() {
        RandomGenerator random = ForAll.random(SEED, 0);
        List<Unit> history = IntStream.range(0, PODS)
                .mapToObj(pod -> unit(IntStream.range(0, 240)
                        .mapToObj(k -> new Sample(50, Chance.binomial(random, 50, k % 60 < 10 ? 0.05 : RATE)))
                        .toArray(Sample[]::new)))
                .toList();

        assertThat(Dispersion.acrossUnits(history)).as("seed %d", SEED).isBetween(1.0, 1.35);
    }

    @Test
    void bursts_are_measured_both_ways() {
        for (int run = 0; run < 10; run++) {
            List<Unit> history = history(ForAll.random(SEED, run), random -> bursts(random, 50));

            assertThat(Dispersion.acrossUnits(history)).as("seed %d", SEED).isBetween(3.5, 6.0);
            assertThat(Dispersion.byTime(List.of(service(ForAll.random(SEED, run)))))
                    .as("seed %d", SEED)
                    .isBetween(3.0, 6.5);
        }
    }

    @Test
    void bursts_of_three_roll_back_nearly_every_good_candidate_unless_corrected() {
        int runs = 250;
        IntPredicate uncorrected = run -> isRolledBack(run, 1);
        IntPredicate corrected = run ->
                isRolledBack(run, Dispersion.phi(history(ForAll.random(SEED + 1, run), random -> bursts(random, 50))));

        assertThat(IntStream.range(0, 20).parallel().filter(uncorrected).count())
                .as("of 20, seed %d", SEED)
                .isGreaterThan(15);
        assertThat(IntStream.range(0, runs).parallel().filter(corrected).count())
                .as("of %d, seed %d", runs, SEED)
                .isLessThanOrEqualTo(8);
    }

    private static boolean isRolledBack(int run, double phi) {
        RandomGenerator random = ForAll.random(SEED, run);
        JudgeParameters parameters = JudgeParameters.defaults().withPhi(phi);
        JudgeState state = JudgeState.start();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            state = state.observe(
                    List.of(Cells.cell(k, 50, bursts(random, 50), 450, bursts(random, 450))), 0.25, parameters);
            if (Judge.verdict(state, parameters, true).kind() == Kind.ROLLBACK) {
                return true;
            }
        }
        return false;
    }

    private static long bursts(RandomGenerator random, long requests) {
        long errors = 0;
        for (long left = Chance.poisson(random, requests * RATE / BURST); left > 0; left--) {
            errors += Chance.geometric(random, BURST);
        }
        return Math.min(errors, requests);
    }

    /** An hour of pods with 50 requests a scrape. */
    private static List<Unit> history(RandomGenerator random, ToLongFunction<RandomGenerator> errors) {
        return IntStream.range(0, PODS)
                .mapToObj(pod -> unit(IntStream.range(0, Cells.SCRAPES_PER_HOUR)
                        .mapToObj(k -> new Sample(50, errors.applyAsLong(random)))
                        .toArray(Sample[]::new)))
                .toList();
    }

    /** An hour of a service of which only the sum is known. */
    private static Unit service(RandomGenerator random) {
        return unit(IntStream.range(0, Cells.SCRAPES_PER_HOUR)
                .mapToObj(k -> new Sample(450, bursts(random, 450)))
                .toArray(Sample[]::new));
    }

    private static Unit unit(Sample... samples) {
        return new Unit("unit", List.of(samples));
    }
}
