package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.util.List;

/**
 * Evidence that the candidate's share of the requests isn't the configured weight. Start it anew with each shift; it
 * serves to withhold the verification of a shift, never to blame the candidate.
 *
 * <p>Meshes round weights and spread requests unevenly over their proxies, so the null isn't one share but an interval:
 * the weight, give or take a tenth of it and half a point. A share inside stays uncontradicted over any number of
 * requests: each bet is a likelihood ratio against the interval's nearer end, so its expectation is at most 1 for every
 * share in the interval.
 *
 * @param lnBets ln of each bet's wealth, for shares of about none, a quarter, half, twice, four times the weight and all
 */
public record ShareProcess(List<Double> lnBets) {

    private static final double LN_CONTRADICTED = Math.log(1000);
    private static final double RELATIVE_TOLERANCE = 0.1;
    private static final double ABSOLUTE_TOLERANCE = 0.005;
    private static final double[] MULTIPLES = {0.02, 0.25, 0.5, 2, 4};
    private static final int BETS = MULTIPLES.length + 1;

    /** At weight 0 there is no multiple; a stray percent then stands for it. */
    private static final double SMALLEST_BASIS = 0.01;

    /** Not all: a stray request to the other arm must not bury a bet for ever. */
    private static final double NEARLY_ALL = 0.98;

    public ShareProcess {
        lnBets = LogWealth.requireBets(lnBets, BETS);
    }

    public static ShareProcess start() {
        return new ShareProcess(LogWealth.all(BETS, 0));
    }

    /**
     * Takes in a cell.
     *
     * @param weightRatio the share that the routing object gives to the candidate, in [0, 1]
     */
    public ShareProcess observe(Cell cell, double weightRatio) {
        if (!(weightRatio >= 0 && weightRatio <= 1)) {
            throw new IllegalArgumentException("a weight must be in [0, 1], but is " + weightRatio);
        }
        double[] lnLikelihoods = new double[BETS];
        for (int i = 0; i < BETS; i++) {
            double share = i < MULTIPLES.length ? MULTIPLES[i] * Math.max(weightRatio, SMALLEST_BASIS) : NEARLY_ALL;
            lnLikelihoods[i] = lnLikelihood(cell, share, weightRatio);
        }
        return new ShareProcess(LogWealth.bet(LogWealth.stake(lnBets, 0), lnLikelihoods));
    }

    /** ln of the evidence. */
    public double lnE() {
        return LogWealth.lnMean(lnBets, 0);
    }

    /** Whether the requests contradict the configured weight, with a chance of at most 1 in 1000 of being wrong. */
    public boolean isContradicted() {
        return lnE() >= LN_CONTRADICTED;
    }

    private static double lnLikelihood(Cell cell, double share, double weight) {
        double low = weight * (1 - RELATIVE_TOLERANCE) - ABSOLUTE_TOLERANCE;
        double high = weight * (1 + RELATIVE_TOLERANCE) + ABSOLUTE_TOLERANCE;
        if (share > 0 && share < low) {
            return lnRatio(cell, share, Math.min(low, NEARLY_ALL));
        }
        if (share < 1 && share > high) {
            return lnRatio(cell, share, high);
        }
        return 0;
    }

    private static double lnRatio(Cell cell, double share, double nullShare) {
        return cell.candidateRequests() * Math.log(share / nullShare)
                + cell.stableRequests() * Math.log((1 - share) / (1 - nullShare));
    }
}
