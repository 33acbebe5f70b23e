package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Binomial;
import dev.sluice.core.judge.Cells;
import dev.sluice.testing.ForAll;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What the boost promises, by exact enumeration over both arms' failures. */
class BoostTest {

    private static final double[] AGAINST = {1.5, 2.4, 6.6, 13.8, 26};
    private static final double[] IN_FAVOUR = {0.02, 0.1, 0.3, 0.6};
    private static final double LN_CAP = Math.log(100);

    @Test
    void wealth_that_is_cut_at_the_threshold_does_not_grow_on_average_whatever_the_stable_rate_is() {
        ForAll.forAll(2000, BoostTest::bet, bet -> {
            assertThat(bet.expectation(AGAINST)).as("against").isLessThanOrEqualTo(1 + 1e-9);
            assertThat(bet.expectation(IN_FAVOUR)).as("in favour").isLessThanOrEqualTo(1 + 1e-9);
        });
    }

    @Test
    void close_to_the_threshold_the_boost_is_worth_having() {
        AffineMargin[] against = AffineMargin.of(Cells.cell(1, 50, 0, 450, 0), AGAINST, 1.25, 0.001);
        AffineMargin[] inFavour = AffineMargin.of(Cells.cell(1, 50, 0, 450, 0), IN_FAVOUR, 1.25, 0.02);
        double[] close = {2.5, 2.5, 2.5, 2.5};

        assertThat(Boost.lnAgainst(new double[] {2, 2, 2.5, 2.5, 2}, against, LN_CAP, 50, 0.001))
                .isBetween(0.02, 0.2);
        assertThat(Boost.lnInFavour(close, inFavour, LN_CAP, 50, 0.02)).isBetween(0.02, 0.5);
    }

    @Test
    void far_from_the_threshold_and_beyond_it_nothing_is_boosted() {
        AffineMargin[] factors = AffineMargin.of(Cells.cell(1, 50, 0, 450, 0), AGAINST, 1.25, 0.001);

        assertThat(Boost.lnAgainst(new double[] {-30, -30, -30, -30, -30}, factors, LN_CAP, 50, 0.001))
                .isZero();
        assertThat(Boost.lnAgainst(new double[] {9, 9, 9, 9, 9}, factors, LN_CAP, 50, 0.001))
                .isZero();
    }

    @Test
    void cells_beyond_measure_are_not_boosted_and_break_nothing() {
        AffineMargin[] against = AffineMargin.of(Cells.cell(1, 10_000_000, 0, 9, 0), AGAINST, 1.25, 0.001);
        AffineMargin[] inFavour = AffineMargin.of(Cells.cell(1, 10_000_000, 0, 9, 0), IN_FAVOUR, 1.25, 0);

        assertThat(Boost.lnAgainst(new double[] {0, 0, 0, 0, 0}, against, LN_CAP, 1e7, 0.001))
                .isZero();
        assertThat(Boost.lnInFavour(new double[] {0, 0, 0, 0}, inFavour, LN_CAP, 1e7, 0))
                .isCloseTo(0, Offset.offset(1e-12));
    }

    private static Bet bet(RandomGenerator random) {
        double delta = Math.pow(10, -3 * random.nextDouble()) / 4;
        double rate = (1 - delta) / 1.25 * Math.pow(random.nextDouble(), 1 + random.nextInt(6));
        double[] lnStakes = random.doubles(5, LN_CAP - 6, LN_CAP - 1.7).toArray();
        return new Bet(1 + random.nextInt(30), 1 + random.nextInt(40), rate, delta, lnStakes);
    }

    /** A cell at the margin and what is at stake; the expectation is relative to that. */
    private record Bet(int candidate, int stable, double rate, double delta, double[] lnStakes) {

        double expectation(double[] bets) {
            double[] stakes = Arrays.copyOf(lnStakes, bets.length);
            AffineMargin[] factors = AffineMargin.of(Cells.cell(1, candidate, 0, stable, 0), bets, 1.25, delta);
            double lnBoost = bets[0] > 1
                    ? Boost.lnAgainst(stakes, factors, LN_CAP, candidate, delta)
                    : Boost.lnInFavour(stakes, factors, LN_CAP, candidate, delta);
            double sum = 0;
            for (int x = 0; x <= candidate; x++) {
                for (int y = 0; y <= stable; y++) {
                    double wealth = 0;
                    for (int i = 0; i < bets.length; i++) {
                        wealth += Math.exp(
                                stakes[i] + lnBoost + factors[i].lnLikelihood(Cells.cell(1, candidate, x, stable, y)));
                    }
                    sum += Binomial.probability(candidate, x, 1.25 * rate + delta)
                            * Binomial.probability(stable, y, rate)
                            * Math.min(wealth, Math.exp(LN_CAP));
                }
            }
            return sum / Arrays.stream(stakes).map(Math::exp).sum();
        }

        @Override
        public String toString() {
            return "%d and %d requests at %s, delta %s, stakes %s"
                    .formatted(candidate, stable, rate, delta, Arrays.toString(lnStakes));
        }
    }
}
