package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Counts;
import java.util.List;

/**
 * Evidence that one arm alone fails more than a ceiling: for phases in which nothing serves beside it. An e-process like
 * {@link RollbackProcess}: a mixture of Bernoulli likelihood ratios against higher rates, each starting at any scrape.
 *
 * <p>It can't tell the arm's own fault from one of something that everybody depends on; whoever acts on it should know
 * that the neighbours are well.
 *
 * @param lnBets ln of each bet's wealth
 * @param scrapes scrapes with requests so far
 * @param unspent capital not yet bet on an onset
 * @param requests requests so far
 * @param errors how many of them failed
 * @param errorScrapes scrapes in which at least one failed
 */
public record CeilingProcess(
        List<Double> lnBets, long scrapes, double unspent, long requests, long errors, long errorScrapes) {

    /** What is presumed of a service about which nothing bad is known: at most one request in twenty fails. */
    public static final double FALLBACK_CEILING = 0.05;

    /** Alternatives, as ratios of the odds of failing. */
    private static final double[] BETS = {1.5, 2, 3, 5, 10, 20, 50, 200};

    private static final double BOUND_MISS = 0.01;

    public CeilingProcess {
        lnBets = LogWealth.requireBets(lnBets, BETS.length);
    }

    public static CeilingProcess start() {
        return new CeilingProcess(LogWealth.all(BETS.length, LogWealth.EMPTY), 0, 1, 0, 0, 0);
    }

    /**
     * Takes in one scrape.
     *
     * @param n requests of the arm in the interval
     * @param x how many of them failed
     * @param ceiling the tolerated error rate; at 1 or more nothing can be learned
     */
    public CeilingProcess observe(long n, long x, double ceiling, JudgeParameters parameters) {
        if (n < 0 || x < 0 || x > n || !(ceiling > 0)) {
            throw new IllegalArgumentException("%d errors of %d against a ceiling of %s".formatted(x, n, ceiling));
        }
        if (n == 0) {
            return this;
        }
        double mass = OnsetMass.next(scrapes, unspent, parameters.horizon());
        return new CeilingProcess(
                LogWealth.bet(LogWealth.stake(lnBets, mass), lnLikelihoods(n, x, ceiling, parameters.phi())),
                scrapes + 1,
                OnsetMass.left(unspent, mass),
                requests + n,
                errors + x,
                errorScrapes + (x > 0 ? 1 : 0));
    }

    /** ln of the evidence. */
    public double lnE() {
        return LogWealth.lnMean(lnBets, unspent);
    }

    /**
     * Whether the arm is to be taken out of traffic: evidence beyond 1 / alpha, and not from one burst. However strong the
     * evidence, one scrape isn't enough: an incident of all shows at one arm first.
     */
    public boolean isExceeded(JudgeParameters parameters) {
        return lnE() >= -Math.log(parameters.alpha())
                && errors >= parameters.minErrors()
                && errorScrapes >= parameters.minScrapes();
    }

    /** What was seen of the arm, in one or two sentences with the numbers. */
    public String sentence(double ceiling, JudgeParameters parameters) {
        return "Judged alone, since nothing serves beside it: %s, tolerated is %s by the stable version's record. Evidence against it %s, rollback at %s."
                .formatted(
                        Figures.arm(errors, requests),
                        Figures.percent(ceiling),
                        Figures.odds(lnE()),
                        Figures.odds(-Math.log(parameters.alpha())));
    }

    /**
     * The error rate that a version may show without a live baseline: an upper bound of the stable rate (missed in at
     * most 1 % of cases), through rho and delta.
     *
     * <p>The bound is Chernoff's, in the relative entropy form: the largest p with n KL(x/n, p) &lt;= ln 100. Without
     * any error it equals the exact (Clopper-Pearson) bound, else it is a little higher. A baseline without a failure
     * never gives more than {@link #FALLBACK_CEILING}, however small it is; no baseline at all gives just that.
     */
    public static double ceiling(Counts baseline, JudgeParameters parameters) {
        double n = baseline.stableRequests() / parameters.phi();
        double bound = n == 0 ? 1 : upperBound(n, baseline.stableErrorRate());
        double ceiling = parameters.rho() * bound + parameters.delta();
        return baseline.stableErrors() == 0 ? Math.min(ceiling, FALLBACK_CEILING) : Math.min(ceiling, 1);
    }

    private static double upperBound(double n, double rate) {
        double low = rate;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (n * relativeEntropy(rate, middle) <= -Math.log(BOUND_MISS)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double relativeEntropy(double p, double q) {
        return (p == 0 ? 0 : p * Math.log(p / q)) + (p == 1 ? 0 : (1 - p) * Math.log((1 - p) / (1 - q)));
    }

    /** An alternative of r-fold odds has ln(p1/p0) = ln r - ln c and ln((1-p1)/(1-p0)) = -ln c, c = 1 + p0 (r-1). */
    private static double[] lnLikelihoods(long n, long x, double ceiling, double phi) {
        double[] result = new double[BETS.length];
        if (ceiling < 1) {
            for (int i = 0; i < BETS.length; i++) {
                result[i] = (x * Math.log(BETS[i]) - n * Math.log1p(ceiling * (BETS[i] - 1))) / phi;
            }
        }
        return result;
    }
}
