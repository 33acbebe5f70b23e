package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.util.List;

/**
 * Evidence that the candidate fails less than {@code rho * stable rate + delta}, at the weight of the present step: an
 * e-process that is started anew at each step.
 *
 * @param lnBets ln of each bet's wealth
 * @param lnWithoutStrongest the same without the one scrape that helped each bet most
 */
public record AdvanceProcess(List<Double> lnBets, List<Double> lnWithoutStrongest) {

    private static final double[] BETS = {0.02, 0.1, 0.25, 0.5};

    public AdvanceProcess {
        lnBets = LogWealth.requireBets(lnBets, BETS.length);
        lnWithoutStrongest = LogWealth.requireBets(lnWithoutStrongest, BETS.length);
    }

    public static AdvanceProcess start() {
        List<Double> even = LogWealth.all(BETS.length, 0);
        return new AdvanceProcess(even, even);
    }

    /**
     * Takes in a cell.
     *
     * @param delta the absolute margin to exclude, see {@link JudgeParameters#advanceDelta}
     */
    public AdvanceProcess observe(Cell cell, double delta, JudgeParameters parameters) {
        return observe(List.of(cell), delta, parameters);
    }

    /** Takes in the cells of one scrape together. */
    public AdvanceProcess observe(List<Cell> scrape, double delta, JudgeParameters parameters) {
        double[] lnLikelihoods = AffineMargin.lnLikelihoods(scrape, BETS, delta, parameters);
        double[] lnStakes = LogWealth.stake(lnBets, 0);
        double[] lnStakesWithout = LogWealth.stake(lnWithoutStrongest, 0);
        return new AdvanceProcess(
                LogWealth.bet(lnStakes, lnLikelihoods),
                LogWealth.betWithoutStrongest(lnStakesWithout, lnStakes, lnLikelihoods));
    }

    /** ln of the evidence. */
    public double lnE() {
        return LogWealth.lnMean(lnBets, 0);
    }

    /** ln of the evidence that remains when the strongest scrape is left out. */
    public double lnPersistentE() {
        return LogWealth.lnMean(lnWithoutStrongest, 0);
    }

    /**
     * About how many more candidate requests E = 1 / beta takes if the candidate is exactly as good as stable.
     *
     * @param rate the error rate of both arms
     * @param stablePerCandidate stable requests per candidate request
     * @return infinite if no number of requests would do
     */
    public double requestsNeeded(double rate, double stablePerCandidate, double delta, JudgeParameters parameters) {
        double target = Math.log(BETS.length / parameters.beta());
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < BETS.length; i++) {
            double growth = AffineMargin.growth(rate, stablePerCandidate, BETS[i], parameters.rho(), delta);
            if (growth > 0) {
                least = Math.min(least, Math.max(0, target - lnBets.get(i)) * parameters.phi() / growth);
            }
        }
        return least;
    }
}
