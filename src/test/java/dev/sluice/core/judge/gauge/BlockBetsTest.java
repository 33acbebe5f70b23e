package dev.sluice.core.judge.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BlockBetsTest {

    @Test
    void its_expectation_is_one_for_a_fair_coin_and_less_for_a_lesser_chance() {
        assertThat(expectation(BlockBets.onAnyOnset(), 0, 10, 0.5)).isCloseTo(1, Offset.offset(1e-12));
        assertThat(expectation(BlockBets.fromNowOn(), 0, 10, 0.5)).isCloseTo(1, Offset.offset(1e-12));
        assertThat(expectation(BlockBets.onAnyOnset(), 0, 10, 0.3)).isBetween(0.1, 0.9);
    }

    @Test
    void a_block_counts_once_and_only_when_it_is_over() {
        BlockBets bets = BlockBets.fromNowOn();
        for (int look = 0; look < 100; look++) {
            bets = bets.plus(7, true);
        }
        assertThat(bets.evidence()).isEqualTo(1);

        assertThat(bets.plus(8, false).evidence()).isCloseTo((1.5 + 1.8 + 1.96) / 3, Offset.offset(1e-12));
        assertThat(bets.plus(8, false).blocks()).isEqualTo(1);
    }

    @Test
    void only_more_than_half_of_the_looks_make_a_hit() {
        BlockBets half = BlockBets.fromNowOn().plus(1, true).plus(1, false).plus(2, true);

        assertThat(half.evidence()).isCloseTo((0.5 + 0.2 + 0.04) / 3, Offset.offset(1e-12));
    }

    @Test
    void ten_blocks_in_a_row_are_a_hundred_to_one_and_a_late_onset_costs_a_few_more() {
        assertThat(hitsUntilHundred(BlockBets.onAnyOnset())).isEqualTo(9);
        assertThat(hitsUntilHundred(run(BlockBets.onAnyOnset(), 0, 240, false))).isBetween(15, 21);
    }

    @Test
    void it_stays_within_bounds_for_ever() {
        BlockBets rich = run(BlockBets.onAnyOnset(), 0, 5000, true);
        BlockBets poor = run(BlockBets.fromNowOn(), 0, 5000, false);

        assertThat(Math.log(rich.evidence())).isFinite().isGreaterThan(600);
        assertThat(Math.log(poor.evidence())).isFinite().isLessThan(-600);
    }

    @Test
    void a_stored_state_that_cannot_be_one_is_refused() {
        List<Double> wealth = List.of(1.0, 1.0, 1.0);

        assertThatIllegalArgumentException().isThrownBy(() -> new BlockBets(List.of(1.0), 0, 0, 0, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockBets(List.of(1.0, Double.NaN, 1.0), 0, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockBets(wealth, -1, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockBets(wealth, 0, 2, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockBets(wealth, 0, 0, 0, 1, 2));
    }

    private static double expectation(BlockBets bets, long block, int left, double chance) {
        if (left == 0) {
            // The block that is open is closed by a look of the next.
            return bets.plus(block, false).evidence();
        }
        return chance * expectation(bets.plus(block, true), block + 1, left - 1, chance)
                + (1 - chance) * expectation(bets.plus(block, false), block + 1, left - 1, chance);
    }

    private static int hitsUntilHundred(BlockBets from) {
        BlockBets bets = from;
        long block = 1_000_000;
        while (bets.evidence() < 100) {
            bets = bets.plus(block++, true);
        }
        // The last look only closed the block before it.
        return (int) (block - 1_000_000 - 1);
    }

    private static BlockBets run(BlockBets from, long firstBlock, int blocks, boolean hit) {
        BlockBets bets = from;
        for (long block = firstBlock; block <= firstBlock + blocks; block++) {
            bets = bets.plus(block, hit);
        }
        return bets;
    }
}
