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
    private static final double[] BETS = {1.5, 2, 3, 5, 10, 20, 50, 200};

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
    void the_capital_is_spent_within_the_horizon_and_not_more_than_a_quarter_after_it() {
        int horizon = 20;
        double unspent = 1;
        double bet = 0;
        for (long k = 0; k <= horizon; k++) {
            double mass = OnsetMass.next(k, unspent, horizon);
            unspent = OnsetMass.left(unspent, mass);
            bet += mass;
        }
        assertThat(bet).isCloseTo(1, Offset.offset(1e-9));

        for (long k = horizon + 1L; k < 100_000; k++) {
            double mass = OnsetMass.next(k, unspent, horizon);
            assertThat(mass).isPositive();
            unspent = OnsetMass.left(unspent, mass);
            bet += mass;
        }
        assertThat(bet).isBetween(1.249, 1.25);
    }

    @ParameterizedTest(name = "horizon {0}, {1} scrapes: at most {2}")
    @CsvSource({"1, 2, 1", "3, 4, 1", "1, 4, 1.25", "2, 4, 1.25"})
    void its_expectation_at_the_margin_is_bounded(int horizon, int scrapes, double bound) {
        JudgeParameters parameters = PARAMETERS.withMargins(1.25, 0.01).withHorizon(horizon);

        double expectation = expectation(RollbackProcess.start(), scrapes, parameters);

        assertThat(expectation).isBetween(0.1, bound + 1e-9);
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
                        process = process.observe(cell, PARAMETERS);
                    }
                    for (int i = 0; i < BETS.length; i++) {
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
        AdvanceProcess plain = AdvanceProcess.start().observe(cell, 0.0025, PARAMETERS);
        AdvanceProcess tempered = AdvanceProcess.start().observe(cell, 0.0025, PARAMETERS.withPhi(4));

        for (int i = 0; i < plain.lnBets().size(); i++) {
            assertThat(tempered.lnBets().get(i)).isCloseTo(plain.lnBets().get(i) / 4, Offset.offset(1e-12));
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
        assertThatIllegalArgumentException().isThrownBy(() -> new AdvanceProcess(List.of(0.0), List.of(0.0)));
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
        for (double bet : BETS) {
            double wealth = 0;
            double unspent = 1;
            for (int k = 0; k < cells.size(); k++) {
                double mass = OnsetMass.next(k, unspent, PARAMETERS.horizon());
                unspent = OnsetMass.left(unspent, mass);
                double factor =
                        Math.exp(AffineMargin.lnLikelihood(cells.get(k), bet, PARAMETERS.rho(), PARAMETERS.delta()));
                wealth = (wealth + mass) * (k == omitted ? 1 : factor);
            }
            bets.add(Math.log(wealth));
        }
        return bets;
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
