package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.util.List;

/**
 * Evidence that the candidate fails less than {@code rho * stable rate + delta}, at the weight of the present step: an
 * e-process that is started anew at each step. A candidate beyond the limit reaches {@code lnE() >= ln(1 / beta)} with a
 * probability of at most beta per step; the warrant is that of {@link RollbackProcess}.
 *
 * @param lnBets ln of each bet's wealth; empty before the first scrape
 * @param lnWithoutStrongest the same without the one scrape that helped each bet most
 */
public record AdvanceProcess(List<Double> lnBets, List<Double> lnWithoutStrongest) {

    public AdvanceProcess {
        lnBets = LogWealth.requireFinite(lnBets);
        lnWithoutStrongest = LogWealth.requireBets(lnWithoutStrongest, lnBets.size());
    }

    public static AdvanceProcess start() {
        return new AdvanceProcess(List.of(), List.of());
    }

    /**
     * Takes in a cell when nothing is known of the stable version.
     *
     * @param delta the absolute margin to exclude, see {@link JudgeParameters#advanceDelta}
     */
    public AdvanceProcess observe(Cell cell, double delta, JudgeParameters parameters) {
        return observe(List.of(cell), delta, parameters);
    }

    /** The same for the cells of one scrape together. */
    public AdvanceProcess observe(List<Cell> scrape, double delta, JudgeParameters parameters) {
        return observe(scrape, delta, JudgeParameters.USUAL_RATE, parameters);
    }

    /**
     * Takes in the cells of one scrape together. Wealth of another mixture (an older version's) is started anew.
     *
     * @param delta the absolute margin to exclude
     * @param expectedRate what the stable version is expected to fail at, by what was known before this scrape; in (0, 1]
     */
    public AdvanceProcess observe(List<Cell> scrape, double delta, double expectedRate, JudgeParameters parameters) {
        Mixture mixture = parameters.mixture();
        if (!lnBets.isEmpty() && lnBets.size() != mixture.inFavour().size()) {
            return start().observe(scrape, delta, expectedRate, parameters);
        }
        double[] masses = mixture.massesInFavour(lnBets.isEmpty());
        double[] lnStakes = LogWealth.stake(lnBets, masses);
        double[] lnStakesWithout = LogWealth.stake(lnWithoutStrongest, masses);
        double[] lnFactors = lnFactors(scrape, delta, expectedRate, lnStakes, parameters);
        return new AdvanceProcess(
                LogWealth.bet(lnStakes, lnFactors),
                LogWealth.betWithoutStrongest(lnStakesWithout, lnStakes, lnFactors));
    }

    /** ln of the evidence. */
    public double lnE() {
        return lnBets.isEmpty() ? 0 : LogWealth.lnSum(lnBets, 0);
    }

    /** ln of the evidence that remains when the strongest scrape is left out. */
    public double lnPersistentE() {
        return lnBets.isEmpty() ? 0 : LogWealth.lnSum(lnWithoutStrongest, 0);
    }

    /**
     * About how many more candidate requests E = 1 / beta takes if the candidate is exactly as good as stable.
     *
     * @param rate the error rate of both arms, in (0, 1]
     * @param stablePerCandidate stable requests per candidate request
     * @return infinite if no number of requests would do
     */
    public double requestsNeeded(double rate, double stablePerCandidate, double delta, JudgeParameters parameters) {
        List<Mixture.Stake> stakes = parameters.mixture().inFavour();
        double[] bets = bets(rate, stablePerCandidate, delta, parameters);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < bets.length; i++) {
            double growth = AffineMargin.growth(rate, stablePerCandidate, bets[i], parameters.rho(), delta);
            double lnWealth = lnBets.size() == bets.length
                    ? lnBets.get(i)
                    : Math.log(stakes.get(i).atStart());
            double lnMissing = Math.max(0, -Math.log(parameters.beta()) - lnWealth);
            if (growth > 0) {
                least = Math.min(least, lnMissing * parameters.phi() / growth);
            }
        }
        return least;
    }

    /** Cell by cell, since each may be boosted by what the ones before it have won; the bets fit the scrape as a whole. */
    private static double[] lnFactors(
            List<Cell> scrape, double delta, double expectedRate, double[] lnStakes, JudgeParameters parameters) {
        double lnCap = -Math.log(parameters.beta());
        double[] sums = new double[lnStakes.length];
        double[] lnWealth = lnStakes.clone();
        double[] bets = bets(expectedRate, stablePerCandidate(scrape), delta, parameters);
        for (Cell cell : scrape) {
            if (!cell.comparesArms()) {
                continue;
            }
            AffineMargin[] factors = AffineMargin.of(cell, bets, parameters.rho(), delta);
            double requests = cell.candidateRequests() / parameters.phi();
            double lnBoost =
                    parameters.mixture().boosted() ? Boost.lnInFavour(lnWealth, factors, lnCap, requests, delta) : 0;
            for (int i = 0; i < sums.length; i++) {
                double lnFactor = factors[i].lnLikelihood(cell) / parameters.phi() + lnBoost;
                sums[i] += lnFactor;
                lnWealth[i] += lnFactor;
            }
        }
        return sums;
    }

    private static double stablePerCandidate(List<Cell> scrape) {
        double candidate = 0;
        double stable = 0;
        for (Cell cell : scrape) {
            if (cell.comparesArms()) {
                candidate += cell.candidateRequests();
                stable += cell.stableRequests();
            }
        }
        return candidate > 0 ? stable / candidate : 1;
    }

    private static double[] bets(double rate, double stablePerCandidate, double delta, JudgeParameters parameters) {
        double fastest = AffineMargin.fastestInFavour(rate, stablePerCandidate, parameters.rho(), delta);
        return parameters.mixture().betsInFavour(fastest);
    }
}
