package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.util.List;

/**
 * Evidence that the candidate fails more than {@code rho * stable rate + delta}: an e-process, valid at every look.
 *
 * <p>A harmless candidate reaches {@code lnE() >= ln(1 / alpha)} with a probability of at most alpha, however often one
 * looks (past the horizon a little more, see {@link Mixture#renewed}). The mixture is over the size of the fault (bets)
 * and over the scrape at which it sets in.
 *
 * <p>Warrant: given the past and the numbers of requests, each bet's factor has an expectation of at most 1 ({@link
 * AffineMargin}) whatever the stable rate is, and so has a boosted one up to the first crossing ({@link Boost}). Bets may
 * therefore follow from an expected stable rate, as long as that is known before the cell. Sums of such wealth and of
 * capital not yet bet begin at 1; Ville's inequality does the rest.
 *
 * @param lnBets ln of each bet's wealth; empty before the first scrape
 * @param lnWithoutStrongest the same without the one scrape that helped each bet most
 * @param scrapes scrapes with data so far
 * @param unspent capital not yet bet on an onset
 */
public record RollbackProcess(List<Double> lnBets, List<Double> lnWithoutStrongest, long scrapes, double unspent) {

    public RollbackProcess {
        lnBets = LogWealth.requireFinite(lnBets);
        lnWithoutStrongest = LogWealth.requireBets(lnWithoutStrongest, lnBets.size());
    }

    public static RollbackProcess start() {
        return new RollbackProcess(List.of(), List.of(), 0, 1);
    }

    public RollbackProcess observe(Cell cell, JudgeParameters parameters) {
        return observe(List.of(cell), parameters);
    }

    /** Takes in a scrape when nothing is known of the stable version. */
    public RollbackProcess observe(List<Cell> scrape, JudgeParameters parameters) {
        return observe(scrape, JudgeParameters.USUAL_RATE, parameters);
    }

    /**
     * Takes in the cells of one scrape together: one onset, one chance to be the strongest scrape. Wealth of another
     * mixture (an older version's) isn't continued but started anew.
     *
     * @param expectedRate what the stable version is expected to fail at, by what was known before this scrape; in (0, 1]
     */
    public RollbackProcess observe(List<Cell> scrape, double expectedRate, JudgeParameters parameters) {
        if (scrape.stream().noneMatch(Cell::comparesArms)) {
            return this;
        }
        Mixture mixture = parameters.mixture();
        if (scrapes > 0 && lnBets.size() != mixture.against().size()) {
            return start().observe(scrape, expectedRate, parameters);
        }
        double share = scrapes == 0 ? 0 : OnsetMass.share(scrapes, unspent, parameters.horizon(), mixture);
        double left = scrapes == 0 ? mixture.later() : OnsetMass.left(unspent, share * mixture.later());
        double[] masses = mixture.massesAgainst(scrapes == 0, share);
        double[] lnStakes = LogWealth.stake(lnBets, masses);
        double[] lnStakesWithout = LogWealth.stake(lnWithoutStrongest, masses);
        double[] bets = mixture.betsAgainst(expectedRate, parameters.rho(), parameters.delta());
        double[] lnFactors = lnFactors(scrape, bets, lnStakes, left, parameters);
        return new RollbackProcess(
                LogWealth.bet(lnStakes, lnFactors),
                LogWealth.betWithoutStrongest(lnStakesWithout, lnStakes, lnFactors),
                scrapes + 1,
                left);
    }

    /** ln of the evidence. */
    public double lnE() {
        return LogWealth.lnSum(lnBets, unspent);
    }

    /** ln of the evidence that remains when the strongest scrape is left out: what a single jump can't make. */
    public double lnPersistentE() {
        return LogWealth.lnSum(lnWithoutStrongest, unspent);
    }

    /** Cell by cell, since each may be boosted by what the ones before it have won. */
    private static double[] lnFactors(
            List<Cell> scrape, double[] bets, double[] lnStakes, double unspent, JudgeParameters parameters) {
        double lnCap = Math.log(1 / parameters.alpha() - unspent);
        double[] sums = new double[bets.length];
        double[] lnWealth = lnStakes.clone();
        for (Cell cell : scrape) {
            if (!cell.comparesArms()) {
                continue;
            }
            AffineMargin[] factors = AffineMargin.of(cell, bets, parameters.rho(), parameters.delta());
            double requests = cell.candidateRequests() / parameters.phi();
            double lnBoost = parameters.mixture().boosted()
                    ? Boost.lnAgainst(lnWealth, factors, lnCap, requests, parameters.delta())
                    : 0;
            for (int i = 0; i < sums.length; i++) {
                double lnFactor = factors[i].lnLikelihood(cell) / parameters.phi() + lnBoost;
                sums[i] += lnFactor;
                lnWealth[i] += lnFactor;
            }
        }
        return sums;
    }
}
