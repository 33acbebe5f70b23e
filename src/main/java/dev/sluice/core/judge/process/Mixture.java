package dev.sluice.core.judge.process;

import java.util.Arrays;
import java.util.List;

/**
 * How the start capital of 1 is spread over bets, and how the bets are fitted to what is known before a scrape.
 *
 * <p>Any mixture keeps the guarantee: a bet is an e-process whatever its size, sizes may depend on the past and on the
 * numbers of requests (they are known before the failures are), and the sum of e-processes that share a capital of 1 is
 * one. Mixtures differ only in how soon they find what.
 *
 * @param against bets that the candidate is worse
 * @param inFavour bets that it is harmless; all of their capital is bet at the start of a step
 * @param fitted whether sizes are relative: those against are exponents between the tolerated error rate (0) and half of
 *     all requests (1), those in favour exponents between no bet (0) and the bet that grows fastest if both arms fail
 *     alike (1)
 * @param boosted whether overshoot over the threshold is given back, see {@link Boost}
 * @param renewed mass for onsets past the horizon, bet beside the capital of 1: the bound on false rollbacks becomes
 *     (1 + renewed) alpha there
 */
public record Mixture(List<Stake> against, List<Stake> inFavour, boolean fitted, boolean boosted, double renewed) {

    /**
     * A bet and what is set on it.
     *
     * @param size ratio of the error rates that it stands for, or relative to that, see {@link Mixture#fitted}
     * @param atStart capital that is bet from the first scrape on
     * @param later capital that is spread over onsets up to the horizon
     */
    public record Stake(double size, double atStart, double later) {
        public Stake {
            if (!(size > 0 && atStart >= 0 && later >= 0)) {
                throw new IllegalArgumentException("a bet of %s with %s and %s".formatted(size, atStart, later));
            }
        }
    }

    /** Equal shares on fixed bets, half of the capital at the start: what the published reference values rest on. */
    public static final Mixture REFERENCE =
            new Mixture(evenly(0.5, 1.5, 2, 3, 5, 10, 20, 50, 200), evenly(1, 0.02, 0.1, 0.25, 0.5), false, false, 0);

    /**
     * What finds faults with the fewest failed requests: the capital where canaries fail, mostly on a fault from the
     * start; late onsets bet on large faults, since nobody waits half an hour for a small one. In favour, the fastest bet
     * is for a candidate as good as stable; the one half way to no bet carries one that fails more, but less than is
     * tolerated, and rides out chance where stable has few requests. Chosen by simulation, see docs/adr/0007.
     */
    public static final Mixture SHARP = new Mixture(
            List.of(
                    new Stake(0.075, 0.0175, 0.005),
                    new Stake(0.165, 0.0625, 0.0115),
                    new Stake(0.35, 0.525, 0.0375),
                    new Stake(0.485, 0.105, 0.114),
                    new Stake(0.605, 0.045, 0.077)),
            List.of(new Stake(1, 0.85, 0), new Stake(0.5, 0.15, 0)),
            true,
            true,
            0.25);

    private static final double TOLERANCE = 1e-9;

    /** Half of all requests: the largest fault that a bet is fitted to. */
    private static final double LARGEST_FAULT = 0.5;

    /** Beyond a tolerated third there is little room for faults; the bets stay apart all the same. */
    private static final double LEAST_SPAN = 1.5;

    private static final double LARGEST_IN_FAVOUR = 0.9;

    public Mixture {
        against = requireCapital(against);
        inFavour = requireCapital(inFavour);
        if (inFavour.stream().anyMatch(stake -> stake.later() > 0)) {
            throw new IllegalArgumentException("bets in favour are all made at the start of a step");
        }
        if (!(renewed >= 0 && renewed <= 1)) {
            throw new IllegalArgumentException("the renewed mass must be in [0, 1], but is " + renewed);
        }
    }

    /** The same bets with all capital on a fault from the start. */
    public Mixture withoutOnset() {
        List<Stake> early = against.stream()
                .map(stake -> new Stake(stake.size(), stake.atStart() + stake.later(), 0))
                .toList();
        return new Mixture(early, inFavour, fitted, boosted, 0);
    }

    /** Capital that is kept for onsets after the first scrape. */
    double later() {
        double sum = 0;
        for (Stake stake : against) {
            sum += stake.later();
        }
        return sum;
    }

    /** The bets against, for a stable version that is expected to fail at {@code expectedRate}. */
    double[] betsAgainst(double expectedRate, double rho, double delta) {
        double lnSpan = Math.log(Math.max(LEAST_SPAN, LARGEST_FAULT / (rho * expectedRate + delta)));
        double[] bets = new double[against.size()];
        for (int i = 0; i < bets.length; i++) {
            double size = against.get(i).size();
            bets[i] = fitted ? Math.exp(size * lnSpan) : size;
        }
        return bets;
    }

    /**
     * The bets in favour.
     *
     * @param fastest the bet that grows fastest, see {@link AffineMargin#fastestInFavour}
     */
    double[] betsInFavour(double fastest) {
        double[] bets = new double[inFavour.size()];
        for (int i = 0; i < bets.length; i++) {
            double size = inFavour.get(i).size();
            bets[i] = fitted ? Math.min(LARGEST_IN_FAVOUR, Math.pow(fastest, size)) : size;
        }
        return bets;
    }

    /** Capital for each bet against that is spent at the first scrape, or this share of what is kept for later. */
    double[] massesAgainst(boolean isFirst, double share) {
        double[] masses = new double[against.size()];
        for (int i = 0; i < masses.length; i++) {
            Stake stake = against.get(i);
            masses[i] = isFirst ? stake.atStart() : share * stake.later();
        }
        return masses;
    }

    /** Capital for each bet in favour, all of it spent at the first scrape of a step. */
    double[] massesInFavour(boolean isFirst) {
        double[] masses = new double[inFavour.size()];
        for (int i = 0; i < masses.length; i++) {
            masses[i] = isFirst ? inFavour.get(i).atStart() : 0;
        }
        return masses;
    }

    private static List<Stake> requireCapital(List<Stake> stakes) {
        double capital = stakes.stream()
                .mapToDouble(stake -> stake.atStart() + stake.later())
                .sum();
        if (Math.abs(capital - 1) > TOLERANCE) {
            throw new IllegalArgumentException("the stakes must add up to 1, but to " + capital);
        }
        return List.copyOf(stakes);
    }

    private static List<Stake> evenly(double atStart, double... sizes) {
        return Arrays.stream(sizes)
                .mapToObj(size -> new Stake(size, atStart / sizes.length, (1 - atStart) / sizes.length))
                .toList();
    }
}
