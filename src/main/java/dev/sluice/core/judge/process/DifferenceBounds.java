package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Bounds of the difference between the candidate's error rate and stable's that hold at every look: with a probability of
 * at least the level the true difference is never outside, however often one looks. Fed with slow requests in place of
 * failed ones it bounds the difference in those.
 *
 * <p>It inverts the bets of the judge. At a ratio of 1 the logarithm of a bet's wealth against a difference delta is
 * linear in it: ln L_r(delta) = U_r - delta V_r, with U_r the sum of x_c ln a + x_b ln b and V_r the sum of n_c (a - 1).
 * So two running sums a bet tell the wealth for every delta at once. Bets above 1 speak for a greater difference and give
 * the lower bound, their reciprocals give the upper one; each side gets half of what the level leaves. (Exchanging the
 * arms and taking 1/r gives the same numbers, so negative differences need no sums of their own.)
 *
 * <p>If the difference changes over time, it was above {@code low} and below {@code high} at some time, not always.
 *
 * @param sums U and V of each bet, first of those above 1, then of their reciprocals
 */
public record DifferenceBounds(List<Sum> sums) {

    /** From a large difference in few requests to a small one in many. */
    private static final double[] BETS = {1.03, 1.07, 1.16, 1.4, 2, 4, 12, 50};

    private static final double[] RECIPROCALS =
            Arrays.stream(BETS).map(bet -> 1 / bet).toArray();

    private static final int HALVINGS = 60;

    /** Products stay far from what a double can't hold. */
    private static final double SMALL = 1e-200;

    /**
     * What is kept of one bet.
     *
     * @param u sum of x_c ln a + x_b ln b
     * @param v sum of n_c (a - 1)
     */
    public record Sum(double u, double v) {

        static final Sum ZERO = new Sum(0, 0);

        public Sum {
            if (!Double.isFinite(u) || !Double.isFinite(v)) {
                throw new IllegalArgumentException("the sums of a bet must be finite, but are %s, %s".formatted(u, v));
            }
        }

        double lnWealth(double delta) {
            return u - delta * v;
        }
    }

    /**
     * Where the difference is: the candidate's rate minus stable's, as fractions.
     *
     * @param low at least -1
     * @param high at most 1
     */
    public record Interval(double low, double high) {

        public Interval {
            if (!(low >= -1 && high <= 1)) {
                throw new IllegalArgumentException(
                        "a difference of rates is in [-1, 1], not [%s, %s]".formatted(low, high));
            }
        }

        /** The bounds in percentage points, for a sentence. */
        public String text() {
            return "%s to %s points".formatted(points(low), points(high));
        }

        private static String points(double difference) {
            return Figures.number(Math.abs(difference) >= 0.01 ? "+0.#;-0.#" : "+0.###;-0.###", difference * 100);
        }
    }

    public DifferenceBounds {
        if (sums.size() != 2 * BETS.length) {
            throw new IllegalArgumentException(
                    "%d bets expected, but there are %d".formatted(2 * BETS.length, sums.size()));
        }
        sums = List.copyOf(sums);
    }

    public static DifferenceBounds start() {
        return new DifferenceBounds(Collections.nCopies(2 * BETS.length, Sum.ZERO));
    }

    /** Takes in cells, each exactly once, in any order; one without requests of both arms says nothing. */
    public DifferenceBounds observe(List<Cell> cells) {
        double[] u = new double[sums.size()];
        double[] v = new double[sums.size()];
        double[] single = new double[sums.size()];
        Arrays.fill(single, 1);
        for (Cell cell : cells) {
            if (cell.comparesArms()) {
                add(cell, u, v, single);
            }
        }
        List<Sum> next = new ArrayList<>(sums.size());
        for (int i = 0; i < u.length; i++) {
            Sum sum = sums.get(i);
            next.add(new Sum(sum.u() + u[i] + Math.log(single[i]), sum.v() + v[i]));
        }
        return new DifferenceBounds(next);
    }

    /**
     * The bounds as of now.
     *
     * @param level the probability that they hold at all times, in (0, 1)
     * @param phi dispersion of the errors, at least 1
     */
    public Interval interval(double level, double phi) {
        if (!(level > 0 && level < 1) || !(phi >= 1 && phi < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no bounds of level %s with a dispersion of %s".formatted(level, phi));
        }
        double lnLimit = Math.log(2 / (1 - level));
        double low = bound(sums.subList(0, BETS.length), -1, lnLimit, phi);
        double high = bound(sums.subList(BETS.length, sums.size()), 1, lnLimit, phi);
        return new Interval(low, high);
    }

    /** Logarithms are what a look costs: those of single failures are taken at the end, of their product. */
    private static void add(Cell cell, double[] u, double[] v, double[] single) {
        boolean isSingle = cell.candidateErrors() == 0 && cell.stableErrors() == 1;
        double candidate = (double) cell.candidateRequests();
        double stable = (double) cell.stableRequests();
        for (int i = 0; i < u.length; i++) {
            double bet = i < BETS.length ? BETS[i] : RECIPROCALS[i - BETS.length];
            double b = factorB(candidate, stable, bet);
            double a = bet * b;
            if (isSingle && single[i] > SMALL && single[i] < 1 / SMALL) {
                single[i] *= b;
            } else {
                u[i] += times(cell.candidateErrors(), a) + times(cell.stableErrors(), b);
            }
            v[i] += candidate * (a - 1);
        }
    }

    private static double times(long errors, double factor) {
        return errors == 0 ? 0 : errors * Math.log(factor);
    }

    /** The b of {@link AffineMargin} at a ratio of 1. */
    private static double factorB(double candidateRequests, double stableRequests, double bet) {
        return (candidateRequests + stableRequests) / (bet * candidateRequests + stableRequests);
    }

    /** The difference nearest to {@code extreme} that is not excluded: the wealth falls from there on. */
    private static double bound(List<Sum> sums, double extreme, double lnLimit, double phi) {
        if (lnMean(sums, extreme, phi) < lnLimit) {
            return extreme;
        }
        double excluded = extreme;
        double kept = -extreme;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (excluded + kept) / 2;
            if (lnMean(sums, middle, phi) >= lnLimit) {
                excluded = middle;
            } else {
                kept = middle;
            }
        }
        return excluded;
    }

    private static double lnMean(List<Sum> sums, double delta, double phi) {
        double top = Double.NEGATIVE_INFINITY;
        for (Sum sum : sums) {
            top = Math.max(top, sum.lnWealth(delta));
        }
        double total = 0;
        for (Sum sum : sums) {
            total += Math.exp((sum.lnWealth(delta) - top) / phi);
        }
        return top / phi + Math.log(total / sums.size());
    }
}
