package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Cells;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.ForAll;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values that were computed independently of this code. */
class ReferenceValuesTest {

    private static final Offset<Double> DIGITS = Offset.offset(5e-7);
    private static final double[] ROLLBACK = {1.5, 2, 3, 5, 10, 20, 50, 200};
    private static final double[] ADVANCE = {0.02, 0.1, 0.25, 0.5};
    private static final double DELTA_ADVANCE = 0.0025;
    private static final JudgeParameters PARAMETERS = JudgeParameters.reference();

    @Test
    void a_small_cell_gives_the_reference_likelihoods() {
        Cell cell = Cells.cell(1, 50, 3, 450, 0);

        assertLikelihoods(
                cell, ROLLBACK, 0.001, 1.018139, 1.695103, 2.570488, 3.518376, 4.497057, 5.138478, 5.600418, 5.860548);
        assertLikelihoods(cell, ADVANCE, DELTA_ADVANCE, -11.232071, -6.448017, -3.780519, -1.832259);
        assertThat(lnMeanOfBets(cell, ROLLBACK, 0.001)).isCloseTo(4.762902, DIGITS);
        assertThat(lnMeanOfBets(cell, ADVANCE, DELTA_ADVANCE)).isCloseTo(-3.076620, DIGITS);
    }

    @Test
    void a_large_cell_gives_the_reference_evidence() {
        Cell cell = Cells.cell(1, 500, 5, 4500, 4);

        assertThat(lnMeanOfBets(cell, ROLLBACK, 0.001)).isCloseTo(2.303064, DIGITS);
        assertThat(AdvanceProcess.start()
                        .observe(cell, DELTA_ADVANCE, PARAMETERS)
                        .lnE())
                .isCloseTo(-3.644169, DIGITS);
    }

    @Test
    void the_onset_mixture_gives_the_reference_course() {
        JudgeParameters parameters = PARAMETERS.withHorizon(12);
        double[] against = {-0.296940453, 0.184319668, 0.094944709};
        double[] inFavour = {0.197310849, -1.211623027, -1.134441374};

        RollbackProcess rollback = RollbackProcess.start();
        AdvanceProcess advance = AdvanceProcess.start();
        List<Cell> cells =
                List.of(Cells.cell(1, 50, 0, 450, 1), Cells.cell(2, 50, 1, 450, 0), Cells.cell(3, 50, 0, 450, 0));
        for (int i = 0; i < cells.size(); i++) {
            rollback = rollback.observe(cells.get(i), parameters);
            advance = advance.observe(cells.get(i), DELTA_ADVANCE, parameters);
            assertThat(rollback.lnE()).isCloseTo(against[i], Offset.offset(5e-10));
            assertThat(advance.lnE()).isCloseTo(inFavour[i], Offset.offset(5e-10));
        }
    }

    @Test
    void the_processes_of_the_reference_mixture_are_the_means_over_these_bets() {
        ForAll.forAll(200, random -> Cells.random(random, 1, 0.03, 0.01), cell -> {
            JudgeParameters early = PARAMETERS.withMixture(Mixture.REFERENCE.withoutOnset());
            assertThat(RollbackProcess.start().observe(cell, early).lnE())
                    .isCloseTo(lnMeanOfBets(cell, ROLLBACK, 0.001), DIGITS);
            assertThat(AdvanceProcess.start()
                            .observe(cell, DELTA_ADVANCE, PARAMETERS)
                            .lnE())
                    .isCloseTo(lnMeanOfBets(cell, ADVANCE, DELTA_ADVANCE), DIGITS);
        });
    }

    @Test
    void the_reference_bets_do_not_depend_on_what_is_expected_of_stable() {
        List<Cell> scrape = List.of(Cells.cell(1, 50, 3, 450, 2));

        assertThat(RollbackProcess.start().observe(scrape, 0.4, PARAMETERS))
                .isEqualTo(RollbackProcess.start().observe(scrape, 1e-6, PARAMETERS));
        assertThat(AdvanceProcess.start().observe(scrape, 0.01, 0.4, PARAMETERS))
                .isEqualTo(AdvanceProcess.start().observe(scrape, 0.01, 1e-6, PARAMETERS));
    }

    private static void assertLikelihoods(Cell cell, double[] bets, double delta, double... expected) {
        for (int i = 0; i < bets.length; i++) {
            assertThat(AffineMargin.lnLikelihood(cell, bets[i], 1.25, delta)).isCloseTo(expected[i], DIGITS);
        }
    }

    private static double lnMeanOfBets(Cell cell, double[] bets, double delta) {
        double sum = 0;
        for (double bet : bets) {
            sum += Math.exp(AffineMargin.lnLikelihood(cell, bet, 1.25, delta));
        }
        return Math.log(sum / bets.length);
    }
}
