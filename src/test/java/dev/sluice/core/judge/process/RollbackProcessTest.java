package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.Binomial;
import dev.sluice.core.judge.Cells;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.ForAll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackProcessTest {

    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();
    private static final JudgeParameters REFERENCE = JudgeParameters.reference();
    private static final Mixture UNBOOSTED =
            new Mixture(Mixture.SHARP.against(), Mixture.SHARP.inFavour(), true, false, 0.25);

    @Test
    void it_starts_without_evidence() {
        assertThat(RollbackProcess.start().lnE()).isZero();
        assertThat(AdvanceProcess.start().lnE()).isZero();
    }

    @Test
    void a_cell_without_a_comparison_leaves_it_as_it_is() {
        RollbackProcess process = RollbackProcess.start().observe(Cells.cell(1, 50, 1, 450, 1), PARAMETERS);

        assertThat(process.observe(Cells.cell(2, 50, 50, 0, 0), PARAMETERS)).isEqualTo(process);
        assertThat(process.observe(Cells.cell(2, 0, 0, 450, 450), PARAMETERS)).isEqualTo(process);
    }

    @Test
    void the_capital_is_spent_within_the_horizon_and_not_more_than_is_renewed_after_it() {
        int horizon = 20;
        double later = Mixture.SHARP.later();
        double unspent = later;
        double bet = 1 - later;
        for (long k = 1; k <= horizon; k++) {
            double mass = later * OnsetMass.share(k, unspent, horizon, Mixture.SHARP);
            unspent = OnsetMass.left(unspent, mass);
            bet += mass;
        }
        assertThat(bet).isCloseTo(1, Offset.offset(1e-9));

        for (long k = horizon + 1L; k < 100_000; k++) {
            double mass = later * OnsetMass.share(k, unspent, horizon, Mixture.SHARP);
            assertThat(mass).isPositive();
            unspent = OnsetMass.left(unspent, mass);
            bet += mass;
        }
        assertThat(bet).isBetween(1.249, 1.25);
    }

    @Test
    void an_arm_alone_spends_half_at_the_start_and_a_quarter_past_the_horizon() {
        int horizon = 20;
        double unspent = 1;
        double bet = 0;
        for (long k = 0; k < 100_000; k++) {
            double mass = OnsetMass.next(k, unspent, horizon);
            unspent = OnsetMass.left(unspent, mass);
            bet += mass;
        }
        assertThat(OnsetMass.next(0, 1, horizon)).isEqualTo(0.5);
        assertThat(bet).isBetween(1.249, 1.25);
    }

    @ParameterizedTest(name = "horizon {0}, {1} scrapes: at most {2}")
    @CsvSource({"1, 2, 1", "3, 4, 1", "1, 4, 1.25", "2, 4, 1.25"})
    void its_expectation_at_the_margin_is_bounded(int horizon, int scrapes, double bound) {
        JudgeParameters parameters =
                PARAMETERS.withMargins(1.25, 0.01).withHorizon(horizon).withMixture(UNBOOSTED);

        double expectation = expectation(RollbackProcess.start(), scrapes, parameters);

        assertThat(expectation).isBetween(0.1, bound + 1e-9);
    }

    @ParameterizedTest(name = "stable rate {0}, threshold {1}")
    @CsvSource({"0, 20", "0.001, 20", "0.01, 10", "0.1, 5", "0.5, 3"})
    void its_expectation_at_the_margin_stays_bounded_when_boosted_and_cut_at_the_threshold(double rate, double cut) {
        JudgeParameters parameters =
                PARAMETERS.withMargins(1.25, 0.05).withHorizon(2).withErrorBounds(1 / cut, 0.05);

        double boosted = new Truncated(parameters, rate, cut).expectation(RollbackProcess.start(), 3);

        assertThat(boosted).isBetween(0.05, 1 + 1e-9);
    }

    @Test
    void a_fault_long_past_the_horizon_is_still_found() {
        JudgeParameters parameters = PARAMETERS.withHorizon(60);
        RollbackProcess process = RollbackProcess.start();
        for (int k = 0; k < 3000; k++) {
            process = process.observe(Cells.cell(k, 50, 0, 450, 0), parameters);
        }
        for (int k = 3000; k < 3004; k++) {
            process = process.observe(Cells.cell(k, 50, 5, 450, 0), parameters);
        }
        assertThat(process.lnE()).isGreaterThan(Math.log(100));
    }

    @Test
    void what_remains_without_the_strongest_scrape_is_the_least_that_omitting_one_scrape_gives() {
        ForAll.forAll(
                100,
                random -> Collections.nCopies(6, random).stream()
                        .map(chance -> Cells.random(chance, 1, 0.02, 0.01))
                        .toList(),
                cells -> {
                    List<Double> least = betsOmitting(cells, -1);
                    for (int omitted = 0; omitted < cells.size(); omitted++) {
                        least = minimum(least, betsOmitting(cells, omitted));
                    }
                    RollbackProcess process = RollbackProcess.start();
                    for (Cell cell : cells) {
                        process = process.observe(cell, REFERENCE);
                    }
                    for (int i = 0; i < least.size(); i++) {
                        assertThat(process.lnWithoutStrongest().get(i)).isCloseTo(least.get(i), Offset.offset(1e-9));
                    }
                    assertThat(process.lnPersistentE()).isLessThanOrEqualTo(process.lnE() + 1e-12);
                });
    }

    @Test
    void one_jump_is_no_persistent_evidence_but_two_are() {
        Cell jump = Cells.cell(1, 50, 25, 450, 0);
        RollbackProcess once = RollbackProcess.start().observe(jump, PARAMETERS);

        assertThat(once.lnE()).isGreaterThan(Math.log(1e6));
        assertThat(once.lnPersistentE()).isLessThanOrEqualTo(0);
        assertThat(once.observe(jump, PARAMETERS).lnPersistentE()).isGreaterThan(Math.log(1e6));
    }

    @Test
    void dispersion_tempers_every_step() {
        Cell cell = Cells.cell(1, 50, 3, 450, 0);
        AdvanceProcess plain = AdvanceProcess.start().observe(cell, 0.0025, REFERENCE);
        AdvanceProcess tempered = AdvanceProcess.start().observe(cell, 0.0025, REFERENCE.withPhi(4));
        double lnStake = -Math.log(4);

        for (int i = 0; i < plain.lnBets().size(); i++) {
            assertThat(tempered.lnBets().get(i) - lnStake)
                    .isCloseTo((plain.lnBets().get(i) - lnStake) / 4, Offset.offset(1e-12));
        }
    }

    @Test
    void its_state_stays_finite_whatever_it_sees() {
        ForAll.forAll(50, RollbackProcessTest::wildCells, cells -> {
            JudgeState state = JudgeState.start();
            for (Cell cell : cells) {
                state = state.observe(List.of(cell), 1, PARAMETERS);
            }
            assertThat(state.rollback().lnE()).isFinite();
            assertThat(state.advance().lnE()).isFinite();
            assertThat(state.rollback().unspent()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void a_stored_state_that_cannot_be_one_is_refused() {
        List<Double> infinite = Collections.nCopies(8, Double.NEGATIVE_INFINITY);

        assertThatIllegalArgumentException().isThrownBy(() -> new RollbackProcess(infinite, infinite, 1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new AdvanceProcess(List.of(0.0), List.of()));
    }

    @Test
    void wealth_of_another_mixture_is_not_continued() {
        Cell cell = Cells.cell(1, 50, 3, 450, 0);
        RollbackProcess against = RollbackProcess.start().observe(cell, REFERENCE);
        AdvanceProcess inFavour = AdvanceProcess.start().observe(cell, 0.01, REFERENCE);

        assertThat(against.observe(cell, PARAMETERS))
                .isEqualTo(RollbackProcess.start().observe(cell, PARAMETERS));
        assertThat(inFavour.observe(cell, 0.01, PARAMETERS))
                .isEqualTo(AdvanceProcess.start().observe(cell, 0.01, PARAMETERS));
    }

    private static double expectation(RollbackProcess process, int scrapes, JudgeParameters parameters) {
        if (scrapes == 0) {
            return Math.exp(process.lnE());
        }
        int candidate = 2;
        int stable = 3;
        double rate = 0.1;
        double worst = parameters.rho() * rate + parameters.delta();
        double sum = 0;
        for (int x = 0; x <= candidate; x++) {
            for (int y = 0; y <= stable; y++) {
                RollbackProcess next = process.observe(Cells.cell(1, candidate, x, stable, y), parameters);
                sum += Binomial.probability(candidate, x, worst)
                        * Binomial.probability(stable, y, rate)
                        * expectation(next, scrapes - 1, parameters);
            }
        }
        return sum;
    }

    private static List<Double> betsOmitting(List<Cell> cells, int omitted) {
        List<Double> bets = new ArrayList<>();
        for (Mixture.Stake stake : REFERENCE.mixture().against()) {
            double wealth = 0;
            for (int k = 0; k < cells.size(); k++) {
                double mass = k == 0 ? stake.atStart() : stake.later() / REFERENCE.horizon();
                double factor = Math.exp(
                        AffineMargin.lnLikelihood(cells.get(k), stake.size(), REFERENCE.rho(), REFERENCE.delta()));
                wealth = (wealth + mass) * (k == omitted ? 1 : factor);
            }
            bets.add(Math.log(wealth));
        }
        return bets;
    }

    /** A candidate at the margin of a small cell; the process is stopped where it reaches the threshold. */
    private record Truncated(JudgeParameters parameters, double rate, double cut) {

        private static final int CANDIDATE = 3;
        private static final int STABLE = 2;

        double expectation(RollbackProcess process, int scrapes) {
            double wealth = Math.exp(process.lnE());
            if (scrapes == 0 || wealth >= cut) {
                return Math.min(wealth, cut);
            }
            double worst = Math.min(1, parameters.rho() * rate + parameters.delta());
            double sum = 0;
            for (int x = 0; x <= CANDIDATE; x++) {
                for (int y = 0; y <= STABLE; y++) {
                    Cell cell = Cells.cell(1, CANDIDATE, x, STABLE, y);
                    sum += Binomial.probability(CANDIDATE, x, worst)
                            * Binomial.probability(STABLE, y, rate)
                            * expectation(process.observe(cell, parameters), scrapes - 1);
                }
            }
            return sum;
        }
    }

    private static List<Double> minimum(List<Double> first, List<Double> second) {
        List<Double> least = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            least.add(Math.min(first.get(i), second.get(i)));
        }
        return least;
    }

    private static List<Cell> wildCells(RandomGenerator random) {
        List<Cell> cells = new ArrayList<>();
        for (int k = 0; k < 50; k++) {
            long candidate = random.nextLong(10_000_000);
            long stable = random.nextLong(10_000_000);
            cells.add(Cells.cell(
                    k,
                    candidate,
                    random.nextBoolean() ? 0 : candidate,
                    stable,
                    random.nextBoolean() ? stable : stable / 2));
        }
        return cells;
    }
}
