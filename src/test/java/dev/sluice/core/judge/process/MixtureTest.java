package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.process.Mixture.Stake;
import dev.sluice.testing.ForAll;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MixtureTest {

    private static final Mixture SHARP = Mixture.SHARP;

    @Test
    void the_reference_bets_are_those_of_the_published_values() {
        assertThat(Mixture.REFERENCE.betsAgainst(0.3, 1.25, 0.001)).containsExactly(1.5, 2, 3, 5, 10, 20, 50, 200);
        assertThat(Mixture.REFERENCE.betsInFavour(0.7)).containsExactly(0.02, 0.1, 0.25, 0.5);
        assertThat(Mixture.REFERENCE.later()).isCloseTo(0.5, Offset.offset(1e-12));
    }

    @Test
    void without_onset_everything_is_bet_at_the_start() {
        assertThat(SHARP.withoutOnset().later()).isZero();
        assertThat(SHARP.withoutOnset().renewed()).isZero();
        assertThat(SHARP.withoutOnset().against()).extracting(Stake::size).containsExactly(sizes(SHARP));
    }

    @Test
    void fitted_bets_span_what_lies_between_the_tolerated_rate_and_half_of_all_requests() {
        assertThat(SHARP.betsAgainst(0.001, 1.25, 0.001)[2]).isCloseTo(6.6, Offset.offset(0.1));
        assertThat(SHARP.betsAgainst(0.05, 1.25, 0.001)[2]).isCloseTo(2.06, Offset.offset(0.01));
    }

    @Test
    void fitted_bets_stay_on_their_side_of_one_whatever_is_expected() {
        ForAll.forAll(300, random -> Math.pow(10, -12 * random.nextDouble()), rate -> {
            assertThat(Arrays.stream(SHARP.betsAgainst(rate, 1.25, 0)))
                    .allMatch(bet -> bet > 1 && Double.isFinite(bet));
            double fastest = AffineMargin.fastestInFavour(rate, 1, 1.25, 0.0025);
            assertThat(Arrays.stream(SHARP.betsInFavour(fastest))).allMatch(bet -> bet > 0 && bet < 1);
        });
    }

    @Test
    void a_bet_in_favour_is_the_fastest_one_or_milder() {
        assertThat(SHARP.betsInFavour(0.04)).containsExactly(new double[] {0.04, 0.2}, Offset.offset(1e-12));
        assertThat(SHARP.betsInFavour(0.98)).containsExactly(0.9, 0.9);
    }

    @Test
    void the_fastest_bet_in_favour_grows_faster_than_its_neighbours() {
        ForAll.forAll(
                300, random -> new double[] {random.nextDouble() / 10, 0.01 + 100 * random.nextDouble()}, given -> {
                    double fastest = AffineMargin.fastestInFavour(given[0], given[1], 1.25, 0.01);
                    double growth = AffineMargin.growth(given[0], given[1], fastest, 1.25, 0.01);
                    assertThat(growth)
                            .isGreaterThan(AffineMargin.growth(given[0], given[1], fastest * 1.2, 1.25, 0.01));
                    assertThat(growth)
                            .isGreaterThan(AffineMargin.growth(given[0], given[1], fastest / 1.2, 1.25, 0.01));
                });
    }

    @Test
    void a_mixture_that_spends_more_or_less_than_its_capital_is_refused() {
        List<Stake> whole = List.of(new Stake(0.5, 1, 0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixture(List.of(new Stake(2, 0.6, 0.5)), whole, false, false, 0))
                .withMessageContaining("add up to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixture(whole, List.of(new Stake(0.5, 0.5, 0.5)), false, false, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mixture(whole, whole, false, false, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stake(0, 1, 0));
    }

    private static Double[] sizes(Mixture mixture) {
        return mixture.against().stream().map(Stake::size).toArray(Double[]::new);
    }
}
