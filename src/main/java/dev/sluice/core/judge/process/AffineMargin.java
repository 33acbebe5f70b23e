package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;

/**
 * The bet on one cell against the margin {@code candidate rate <= rho * stable rate + delta}.
 *
 * <p>With b = (rho n_c + n_b) / (r rho n_c + n_b) and a = r b the factor is L = a^x_c b^x_b exp(-n_c delta (a - 1)).
 * Warrant: E[a^x_c b^x_b] &lt;= exp(n_c p_c (a-1) + n_b p_b (b-1)) for independent requests, and a, b solve
 * rho n_c (a-1) + n_b (b-1) = 0. So for r &gt; 1 and p_c &lt;= rho p_b + delta (or r &lt; 1 and &gt;=) the exponent is at
 * most n_c delta (a-1), which the last factor cancels: E[L] &lt;= 1 whatever p_b, the counts, the past and r are, also an
 * r that was chosen by them.
 *
 * @param a what a failed candidate request multiplies the wealth by
 * @param b what a failed stable request multiplies it by
 * @param lnDriftPerRequest what each candidate request adds to its logarithm, failed or not
 */
record AffineMargin(double a, double b, double lnDriftPerRequest) {

    static final AffineMargin NEUTRAL = new AffineMargin(1, 1, 0);

    /** The factor of one bet on a cell with these numbers of requests; neutral if an arm had none. */
    static AffineMargin of(Cell cell, double bet, double rho, double delta) {
        return cell.comparesArms()
                ? of((double) cell.candidateRequests(), (double) cell.stableRequests(), bet, rho, delta)
                : NEUTRAL;
    }

    /** The factors of several bets. */
    static AffineMargin[] of(Cell cell, double[] bets, double rho, double delta) {
        AffineMargin[] factors = new AffineMargin[bets.length];
        for (int i = 0; i < bets.length; i++) {
            factors[i] = of(cell, bets[i], rho, delta);
        }
        return factors;
    }

    /** ln L of one cell for one bet; 0 if an arm had no requests. */
    static double lnLikelihood(Cell cell, double bet, double rho, double delta) {
        return of(cell, bet, rho, delta).lnLikelihood(cell);
    }

    /**
     * What ln L grows by per candidate request if both arms fail at {@code rate}.
     *
     * @param stablePerCandidate stable requests per candidate request
     */
    static double growth(double rate, double stablePerCandidate, double bet, double rho, double delta) {
        AffineMargin factor = of(1, stablePerCandidate, bet, rho, delta);
        return rate * (Math.log(factor.a) + stablePerCandidate * Math.log(factor.b)) + factor.lnDriftPerRequest;
    }

    /**
     * The bet whose wealth grows fastest if both arms fail at {@code rate}, while rho * rate + delta is the margin.
     *
     * <p>It is the likelihood ratio against the stable rate x at which the margin looks most like the truth (the reverse
     * information projection): a = rate / (rho x + delta), b = rate / x, with rho n_c (a-1) + n_b (b-1) = 0, hence r = x /
     * (rho x + delta).
     *
     * @param rate in (0, 1]
     * @param stablePerCandidate stable requests per candidate request
     */
    static double fastestInFavour(double rate, double stablePerCandidate, double rho, double delta) {
        double square = rho * (rho + stablePerCandidate);
        double linear = rho * (delta - rate) - stablePerCandidate * (rho * rate - delta);
        double constant = stablePerCandidate * rate * delta;
        double x = (Math.sqrt(linear * linear + 4 * square * constant) - linear) / (2 * square);
        return x / (rho * x + delta);
    }

    double lnLikelihood(Cell cell) {
        return times(cell.candidateErrors(), a)
                + times(cell.stableErrors(), b)
                + cell.candidateRequests() * lnDriftPerRequest;
    }

    private static AffineMargin of(
            double candidateRequests, double stableRequests, double bet, double rho, double delta) {
        double weighted = rho * candidateRequests;
        double b = (weighted + stableRequests) / (bet * weighted + stableRequests);
        double a = bet * b;
        return new AffineMargin(a, b, -delta * (a - 1));
    }

    private static double times(long errors, double factor) {
        return errors == 0 ? 0 : errors * Math.log(factor);
    }
}
