package dev.sluice.core.judge.process;

/**
 * Gives back what a bet would win beyond the threshold. A process that is only asked whether it ever reaches 1 / alpha may
 * be cut there, and what the cut takes from its expectation may be handed to all outcomes alike (sequential boosting:
 * Fischer and Ramdas 2024, arXiv 2410.16076). So the factor of a cell is b L with the largest b that keeps E[min(b V, cap)]
 * at most the stake, V the wealth after the cell. The cut itself needn't be made: up to the first crossing both processes
 * are the same. Cut and stopped there a boosted process is an e-process like any other and may be averaged with others;
 * uncut, its levels beyond the threshold are a rough guide.
 *
 * <p>The null hypothesis is composite, so the expectation has to be bounded for every stable rate p, with n candidate
 * requests and a candidate rate q = rho p + delta. Let each failure of the candidate be of the kind A with probability
 * delta, else of the kind B. Given the number of A failures, the rest of L has an expectation g of nearly 1, so by Jensen
 * only the A failures have to be looked at.
 *
 * <p><b>Against</b> (a &gt; 1): min(b V, cap) is concave in the rest, hence E[min(b V, cap)] &lt;= E[min(b g V', cap)], V'
 * the wealth from A failures alone. Here g &lt;= k = exp(n (mu - delta)) with mu = -ln(1 - delta), since ln(1 + u / (1 -
 * delta)) - u is largest at u = delta. Their number is Binomial(n, delta), which is stochastically below Poisson(n mu), and
 * V' grows with it. Lower candidate rates only lower V. So it is enough that a Poisson sum with mean n mu obeys E[min(b k
 * V', cap)] &lt;= stake: no stable rate is left in it.
 *
 * <p><b>In favour</b> (a &lt; 1): what is cut is convex in the rest, so with probability P0 = (1 - delta)^n of no A failure
 * it is at least P0 (b S e^(n delta (1 - a)) g - cap), S the stake; and E[V] &lt;= S e^-s. With w = 1 - a and u = rho p w:
 * s = -n (ln(1 - u - delta w) + u + delta w) and g = e^-h with h = -n (ln(1 - u - delta) - ln(1 - delta) + u), but for a
 * factor that both share and that only helps. b = (S - P0 cap) / (S - P0 S e^(n delta w)) is then valid if s &gt;= T h for
 * every u, T = P0 e^(n delta w). Comparing derivatives, s' &gt;= (1 - delta) h' (u + delta w) / (u + delta); with t = T / (1 -
 * delta) the difference is least at u = delta (t - w) / (1 - t), which gives the condition in {@link #isProven}. Where it
 * fails, nothing is boosted.
 *
 * <p>With a dispersion phi above 1 the same holds for failures in batches of phi, n / phi of them.
 */
final class Boost {

    /** So many failures of kind A are told apart; more of them count as reaching the cap. */
    private static final int LEVELS = 6;

    /** If no bet has this share of the cap, nothing overshoots that would be worth the arithmetic. */
    private static final double LN_NEGLIGIBLE = Math.log(0.005);

    /** More bets than a mixture has in favour: their sum is at most this many times the highest. */
    private static final double LN_MOST_BETS = Math.log(16);

    private Boost() {}

    /**
     * ln of the boost for bets against the candidate; 0 for none.
     *
     * @param lnStakes ln of what is at stake on each bet
     * @param factors what the cell does to each bet
     * @param lnCap ln of the sum of the bets at which the threshold is reached
     * @param requests the candidate's requests in the cell, divided by the dispersion
     */
    static double lnAgainst(double[] lnStakes, AffineMargin[] factors, double lnCap, double requests, double delta) {
        if (!isNear(lnStakes, lnCap)) {
            return 0;
        }
        double[] wealth = shares(lnStakes, lnCap);
        double stake = sum(wealth);
        if (!(stake < 1)) {
            return 0;
        }
        double mu = -Math.log1p(-delta);
        for (int i = 0; i < wealth.length; i++) {
            wealth[i] *= Math.exp(requests * (factors[i].lnDriftPerRequest() + mu - delta));
        }
        double[] reached = new double[LEVELS];
        double[] chances = new double[LEVELS];
        double chance = Math.exp(-requests * mu);
        for (int x = 0; x < LEVELS; x++) {
            reached[x] = sum(wealth);
            chances[x] = chance;
            chance *= requests * mu / (x + 1);
            for (int i = 0; i < wealth.length; i++) {
                wealth[i] *= factors[i].a();
            }
        }
        return Math.log(largest(stake, reached, chances));
    }

    /** Solves sum of P(x) min(b V(x), 1) = stake for b; V grows with x, so that the cut begins at some level. */
    private static double largest(double stake, double[] reached, double[] chances) {
        double uncut = 0;
        double cut = 1;
        for (int x = 0; x < LEVELS; x++) {
            uncut += chances[x] * reached[x];
            cut -= chances[x];
        }
        cut = Math.max(0, cut);
        for (int x = LEVELS - 1; x >= 0; x--) {
            double boost = (stake - cut) / uncut;
            if (boost * reached[x] <= 1) {
                return Math.max(1, boost);
            }
            uncut -= chances[x] * reached[x];
            cut += chances[x];
        }
        return 1;
    }

    /** The same for bets in favour of the candidate. */
    static double lnInFavour(double[] lnStakes, AffineMargin[] factors, double lnCap, double requests, double delta) {
        if (!mayReach(lnStakes, factors, lnCap, requests)) {
            return 0;
        }
        double[] wealth = shares(lnStakes, lnCap);
        double stake = sum(wealth);
        if (!(stake < 1)) {
            return 0;
        }
        double none = Math.exp(requests * Math.log1p(-delta));
        double without = 0;
        for (int i = 0; i < wealth.length; i++) {
            double growth = Math.exp(requests * factors[i].lnDriftPerRequest());
            if (!isProven(none * growth, 1 - factors[i].a(), delta)) {
                return 0;
            }
            without += wealth[i] * growth;
        }
        double boost = (stake - none) / (stake - none * without);
        return boost > 1 && boost * without >= 1 ? Math.log(boost) : 0;
    }

    private static boolean isProven(double kept, double w, double delta) {
        double t = kept / (1 - delta);
        if (t <= w) {
            return true;
        }
        double u = delta * (t - w) / (1 - t);
        return t < 1 && u < 1 - delta && (t - w) * (t - w) * (1 - delta) <= w * w * (1 - t) * (1 - u - delta);
    }

    private static boolean isNear(double[] lnStakes, double lnCap) {
        for (double lnStake : lnStakes) {
            if (lnStake - lnCap > LN_NEGLIGIBLE) {
                return true;
            }
        }
        return false;
    }

    /** Whether a cell without any failure of kind A may come to the cap: only then the formula gives more than 1. */
    private static boolean mayReach(double[] lnStakes, AffineMargin[] factors, double lnCap, double requests) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < lnStakes.length; i++) {
            highest = Math.max(highest, lnStakes[i] + requests * factors[i].lnDriftPerRequest());
        }
        return highest + LN_MOST_BETS >= lnCap;
    }

    /** Stakes as shares of the cap. */
    private static double[] shares(double[] lnStakes, double lnCap) {
        double[] shares = new double[lnStakes.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(lnStakes[i] - lnCap);
        }
        return shares;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
