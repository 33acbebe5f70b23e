package dev.sluice.core.judge.process;

import java.util.Collections;
import java.util.List;

/** Wealth of several bets, kept as logarithms. Start capital of 1 is split evenly over the bets. */
final class LogWealth {

    /**
     * Stands for no wealth at all; finite, so that it survives any serialisation, and below what any counts can bring a
     * bet down to. exp of it is exactly 0.
     */
    static final double EMPTY = -1e300;

    private LogWealth() {}

    /** {@code count} bets that all hold {@code value}. */
    static List<Double> all(int count, double value) {
        return Collections.nCopies(count, value);
    }

    static List<Double> requireBets(List<Double> lnWealth, int count) {
        if (lnWealth.size() != count) {
            throw new IllegalArgumentException("%d bets expected, but there are %d".formatted(count, lnWealth.size()));
        }
        return requireFinite(lnWealth);
    }

    static List<Double> requireFinite(List<Double> lnWealth) {
        for (double wealth : lnWealth) {
            if (!Double.isFinite(wealth)) {
                throw new IllegalArgumentException("the logarithm of a bet's wealth must be finite: " + lnWealth);
            }
        }
        return List.copyOf(lnWealth);
    }

    /** S + eta for every bet: what is at stake in the next scrape. */
    static double[] stake(List<Double> lnWealth, double eta) {
        double lnEta = ln(eta);
        double[] stakes = new double[lnWealth.size()];
        for (int i = 0; i < stakes.length; i++) {
            stakes[i] = add(lnWealth.get(i), lnEta);
        }
        return stakes;
    }

    /** The same with a mass for each bet; {@code lnWealth} is empty before the first bet. */
    static double[] stake(List<Double> lnWealth, double[] masses) {
        double[] stakes = new double[masses.length];
        for (int i = 0; i < stakes.length; i++) {
            stakes[i] = lnWealth.isEmpty() ? ln(masses[i]) : add(lnWealth.get(i), ln(masses[i]));
        }
        return stakes;
    }

    /** S' = (S + eta) L for every bet. */
    static List<Double> bet(double[] lnStakes, double[] lnLikelihoods) {
        Double[] next = new Double[lnStakes.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = Math.max(EMPTY, lnStakes[i] + lnLikelihoods[i]);
        }
        return List.of(next);
    }

    /**
     * What {@link #bet} would have given had the one scrape that helped each bet most never been: D' = min((D + eta) L,
     * S + eta), exact because the minimum over the omitted scrape commutes with both steps.
     *
     * @param lnStakesWithout D + eta
     * @param lnStakes S + eta
     */
    static List<Double> betWithoutStrongest(double[] lnStakesWithout, double[] lnStakes, double[] lnLikelihoods) {
        Double[] next = new Double[lnStakes.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = Math.max(EMPTY, Math.min(lnStakesWithout[i] + lnLikelihoods[i], lnStakes[i]));
        }
        return List.of(next);
    }

    /** ln of the mean wealth of the bets plus what is not yet bet. */
    static double lnMean(List<Double> lnWealth, double unspent) {
        double lnUnspent = ln(unspent);
        double top = Math.max(lnUnspent, Collections.max(lnWealth));
        double sum = 0;
        for (double wealth : lnWealth) {
            sum += Math.exp(wealth - top);
        }
        return top + Math.log(sum / lnWealth.size() + Math.exp(lnUnspent - top));
    }

    /** ln of the sum of the bets and of what is not yet bet. */
    static double lnSum(List<Double> lnWealth, double unspent) {
        double lnUnspent = ln(unspent);
        double top = lnUnspent;
        for (double wealth : lnWealth) {
            top = Math.max(top, wealth);
        }
        double sum = Math.exp(lnUnspent - top);
        for (double wealth : lnWealth) {
            sum += Math.exp(wealth - top);
        }
        return top + Math.log(sum);
    }

    private static double ln(double mass) {
        return mass > 0 ? Math.log(mass) : EMPTY;
    }

    private static double add(double x, double y) {
        double high = Math.max(x, y);
        double gap = Math.min(x, y) - high;
        return gap < -40 ? high : high + Math.log(1 + Math.exp(gap));
    }
}
