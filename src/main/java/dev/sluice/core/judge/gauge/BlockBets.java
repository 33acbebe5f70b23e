package dev.sluice.core.judge.gauge;

import java.util.ArrayList;
import java.util.List;

/**
 * Bets on a coin, one per block of looks: in most looks of a block something is so, or not. Evidence that it is so in more
 * than half of the blocks.
 *
 * <p>With p the bet share of blocks, L = 2 p or 2 (1 - p); its expectation is at most 1 whenever, given all before, the
 * chance of a block is at most one half. Nothing is said of the looks inside a block, so they may depend on each other.
 *
 * @param wealth each bet's wealth
 * @param blocks blocks that were bet on
 * @param reserve capital for a change that comes at any time: 1, or 0 where all is bet at the start
 * @param block number of the present block, on which nothing is bet before it is over
 * @param looks looks of the present block
 * @param hits in how many of them it was so
 */
public record BlockBets(List<Double> wealth, long blocks, double reserve, long block, long looks, long hits) {

    private static final double[] SHARES = {0.75, 0.9, 0.98};

    private static final double AT_START = 0.5;

    /** Blocks over which the later half of the reserve is spread more or less evenly, before it thins out. */
    private static final double SPREAD = 60;

    /** More is of no use; a bettor who gives the rest away stays an honest one. */
    private static final double RICHEST = 1e300;

    /** What is always left, so that the evidence has a logarithm. */
    private static final double POOREST = 1e-300;

    public BlockBets {
        wealth = List.copyOf(wealth);
        if (wealth.size() != SHARES.length || !wealth.stream().allMatch(each -> each >= 0 && each <= RICHEST)) {
            throw new IllegalArgumentException(
                    "a wealth for each of %d bets expected, not %s".formatted(SHARES.length, wealth));
        }
        if (blocks < 0 || !(reserve >= 0 && reserve <= 1) || hits < 0 || hits > looks) {
            throw new IllegalArgumentException(
                    "%d blocks, reserve %s, %d of %d looks".formatted(blocks, reserve, hits, looks));
        }
    }

    /** Bets on a change that may come at any time. */
    static BlockBets onAnyOnset() {
        return new BlockBets(List.of(0.0, 0.0, 0.0), 0, 1, 0, 0, 0);
    }

    /** Bets on what is so from now on. */
    static BlockBets fromNowOn() {
        return new BlockBets(List.of(1.0, 1.0, 1.0), 0, 0, 0, 0, 0);
    }

    /** One more look. The first of another block ends the one before. */
    BlockBets plus(long newBlock, boolean hit) {
        BlockBets open = looks > 0 && newBlock != block ? closed() : this;
        return new BlockBets(open.wealth, open.blocks, reserve, newBlock, open.looks + 1, open.hits + (hit ? 1 : 0));
    }

    /** The evidence: what a capital of 1 has become. */
    double evidence() {
        double sum = 0;
        for (double each : wealth) {
            sum += each;
        }
        return sum / SHARES.length + unspent(blocks);
    }

    private BlockBets closed() {
        boolean isSo = hits > looks - hits;
        double mass = unspent(blocks) - unspent(blocks + 1);
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < SHARES.length; i++) {
            double likelihood = 2 * (isSo ? SHARES[i] : 1 - SHARES[i]);
            next.add(Math.max(POOREST, Math.min(RICHEST, (wealth.get(i) + mass) * likelihood)));
        }
        return new BlockBets(next, blocks + 1, reserve, block, 0, 0);
    }

    /** A change at block k gets a mass of 30 / ((k + 59) (k + 60)); all that come after the first get half in sum. */
    private double unspent(long blocksBefore) {
        return blocksBefore == 0 ? reserve : reserve * (1 - AT_START) * SPREAD / (blocksBefore - 1 + SPREAD);
    }
}
