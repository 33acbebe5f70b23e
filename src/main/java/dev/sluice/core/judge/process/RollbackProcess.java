package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.util.List;

/**
 * Evidence that the candidate fails more than {@code rho * stable rate + delta}: an e-process, valid at every look.
 *
 * <p>A harmless candidate reaches {@code lnE() >= ln(1 / alpha)} with a probability of at most alpha, however often one
 * looks (1.25 alpha past the horizon, see {@link OnsetMass}). Mixture over the size of the fault (bets) and over the
 * scrape at which it sets in.
 *
 * @param lnBets ln of each bet's wealth
 * @param lnWithoutStrongest the same without the one scrape that helped each bet most
 * @param scrapes scrapes with data so far
 * @param unspent capital not yet bet on an onset
 */
public record RollbackProcess(List<Double> lnBets, List<Double> lnWithoutStrongest, long scrapes, double unspent) {

    private static final double[] BETS = {1.5, 2, 3, 5, 10, 20, 50, 200};

    public RollbackProcess {
        lnBets = LogWealth.requireBets(lnBets, BETS.length);
        lnWithoutStrongest = LogWealth.requireBets(lnWithoutStrongest, BETS.length);
    }

    public static RollbackProcess start() {
        List<Double> empty = LogWealth.all(BETS.length, LogWealth.EMPTY);
        return new RollbackProcess(empty, empty, 0, 1);
    }

    public RollbackProcess observe(Cell cell, JudgeParameters parameters) {
        return observe(List.of(cell), parameters);
    }

    /** Takes in the cells of one scrape together: one onset, one chance to be the strongest scrape. */
    public RollbackProcess observe(List<Cell> scrape, JudgeParameters parameters) {
        if (scrape.stream().noneMatch(Cell::comparesArms)) {
            return this;
        }
        double mass = OnsetMass.next(scrapes, unspent, parameters.horizon());
        double[] lnLikelihoods = AffineMargin.lnLikelihoods(scrape, BETS, parameters.delta(), parameters);
        double[] lnStakes = LogWealth.stake(lnBets, mass);
        double[] lnStakesWithout = LogWealth.stake(lnWithoutStrongest, mass);
        return new RollbackProcess(
                LogWealth.bet(lnStakes, lnLikelihoods),
                LogWealth.betWithoutStrongest(lnStakesWithout, lnStakes, lnLikelihoods),
                scrapes + 1,
                OnsetMass.left(unspent, mass));
    }

    /** ln of the evidence. */
    public double lnE() {
        return LogWealth.lnMean(lnBets, unspent);
    }

    /** ln of the evidence that remains when the strongest scrape is left out: what a single jump can't make. */
    public double lnPersistentE() {
        return LogWealth.lnMean(lnWithoutStrongest, unspent);
    }
}
