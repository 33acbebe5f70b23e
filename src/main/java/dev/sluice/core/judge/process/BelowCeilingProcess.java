package dev.sluice.core.judge.process;

import java.util.List;

/**
 * Evidence that one arm alone fails less than a ceiling: what lets a candidate go on where stable answers nothing that it
 * could be compared with. An e-process that is started anew at each step.
 *
 * <p>For a bet r below 1 the factor is r^x exp(-n c (r - 1)). With an error rate p of at least c its expectation is at most
 * exp(n (p - c) (r - 1)), at most 1.
 *
 * @param lnBets ln of each bet's wealth
 */
public record BelowCeilingProcess(List<Double> lnBets) {

    private static final double[] BETS = {0.02, 0.1, 0.25, 0.5};

    public BelowCeilingProcess {
        lnBets = LogWealth.requireBets(lnBets, BETS.length);
    }

    public static BelowCeilingProcess start() {
        return new BelowCeilingProcess(LogWealth.all(BETS.length, 0));
    }

    /**
     * Takes in one scrape.
     *
     * @param n requests of the arm in the interval
     * @param x how many of them failed
     * @param ceiling the tolerated error rate, above 0
     */
    public BelowCeilingProcess observe(long n, long x, double ceiling, double phi) {
        if (n < 0 || x < 0 || x > n || !(ceiling > 0)) {
            throw new IllegalArgumentException("%d errors of %d against a ceiling of %s".formatted(x, n, ceiling));
        }
        double[] lnLikelihoods = new double[BETS.length];
        for (int i = 0; i < BETS.length; i++) {
            lnLikelihoods[i] = (x * Math.log(BETS[i]) - n * ceiling * (BETS[i] - 1)) / phi;
        }
        return new BelowCeilingProcess(LogWealth.bet(LogWealth.stake(lnBets, 0), lnLikelihoods));
    }

    /** ln of the evidence. */
    public double lnE() {
        return LogWealth.lnMean(lnBets, 0);
    }
}
