package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Binomial;
import dev.sluice.core.judge.Cells;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AffineMarginTest {

    private static final double[] ALL_BETS = {0.02, 0.1, 0.25, 0.5, 1.5, 2, 3, 5, 10, 20, 50, 200};

    @Test
    void the_expectation_at_the_margin_is_the_reference_value() {
        assertThat(new Margin(10, 10, 0.01, 1.25, 0.0025).expectation(1.5)).isCloseTo(0.99994, Offset.offset(5e-6));
        assertThat(new Margin(5, 45, 0.3, 1, 0).expectation(5)).isCloseTo(0.30925, Offset.offset(5e-6));
    }

    @Test
    void the_expectation_at_the_margin_never_exceeds_one() {
        ForAll.forAll(300, AffineMarginTest::margin, margin -> {
            for (double bet : ALL_BETS) {
                assertThat(margin.expectation(bet)).as("bet %s", bet).isLessThanOrEqualTo(1 + 1e-12);
            }
        });
    }

    @Test
    void without_requests_of_both_arms_nothing_is_learned() {
        for (double bet : ALL_BETS) {
            assertThat(AffineMargin.lnLikelihood(Cells.cell(1, 0, 0, 450, 400), bet, 1.25, 0.001))
                    .isZero();
            assertThat(AffineMargin.lnLikelihood(Cells.cell(1, 50, 50, 0, 0), bet, 1.25, 0.001))
                    .isZero();
        }
    }

    @Test
    void splitting_a_cell_in_the_same_proportion_changes_nothing() {
        ForAll.forAll(300, AffineMarginTest::cell, whole -> {
            Cell part = Cells.cell(1, whole.candidateRequests(), 0, whole.stableRequests(), 0);
            Cell twice = Cells.cell(
                    1,
                    2 * whole.candidateRequests(),
                    whole.candidateErrors(),
                    2 * whole.stableRequests(),
                    whole.stableErrors());
            for (double bet : ALL_BETS) {
                double parts = AffineMargin.lnLikelihood(whole, bet, 1.25, 0.001)
                        + AffineMargin.lnLikelihood(part, bet, 1.25, 0.001);
                assertThat(AffineMargin.lnLikelihood(twice, bet, 1.25, 0.001))
                        .isCloseTo(parts, Offset.offset(1e-9 * (1 + Math.abs(parts))));
            }
        });
    }

    @Test
    void merging_cells_of_different_proportions_would_change_what_they_say() {
        double apart = AffineMargin.lnLikelihood(Cells.cell(1, 10, 1, 990, 0), 5, 1.25, 0.001)
                + AffineMargin.lnLikelihood(Cells.cell(2, 500, 1, 500, 3), 5, 1.25, 0.001);
        double merged = AffineMargin.lnLikelihood(Cells.cell(2, 510, 2, 1490, 3), 5, 1.25, 0.001);

        assertThat(merged).isNotCloseTo(apart, Offset.offset(0.1));
    }

    @Test
    void without_errors_and_without_an_absolute_margin_nothing_speaks_for_the_candidate() {
        AdvanceProcess process =
                AdvanceProcess.start().observe(Cells.cell(1, 50_000, 0, 450_000, 0), 0, JudgeParameters.defaults());

        assertThat(process.lnE()).isCloseTo(0, Offset.offset(1e-12));
    }

    private static Cell cell(RandomGenerator random) {
        long candidate = 1 + random.nextLong(1000);
        long stable = 1 + random.nextLong(10_000);
        double rate = random.nextDouble();
        return Cells.cell(
                1, candidate, Chance.binomial(random, candidate, rate), stable, Chance.binomial(random, stable, rate));
    }

    private static Margin margin(RandomGenerator random) {
        double rho = 1 + random.nextDouble();
        double delta = random.nextBoolean() ? 0 : 0.05 * random.nextDouble();
        double rate = (1 - delta) / rho * Math.pow(random.nextDouble(), 3);
        return new Margin(1 + random.nextInt(12), 1 + random.nextInt(25), rate, rho, delta);
    }

    /** Two arms whose rates lie exactly on the margin. */
    private record Margin(int candidate, int stable, double rate, double rho, double delta) {

        double expectation(double bet) {
            double candidateRate = rho * rate + delta;
            double sum = 0;
            for (int x = 0; x <= candidate; x++) {
                for (int y = 0; y <= stable; y++) {
                    double lnL = AffineMargin.lnLikelihood(Cells.cell(1, candidate, x, stable, y), bet, rho, delta);
                    sum += Binomial.probability(candidate, x, candidateRate)
                            * Binomial.probability(stable, y, rate)
                            * Math.exp(lnL);
                }
            }
            return sum;
        }
    }
}
