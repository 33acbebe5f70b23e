package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.util.List;

/**
 * The bet on one cell against the margin {@code candidate rate <= rho * stable rate + delta}.
 *
 * <p>With b = (rho n_c + n_b) / (r rho n_c + n_b) and a = r b the factor is L = a^x_c b^x_b exp(-n_c delta (a - 1)).
 * Warrant: E[a^x_c b^x_b] &lt;= exp(n_c p_c (a-1) + n_b p_b (b-1)) for independent requests, and a, b solve
 * rho n_c (a-1) + n_b (b-1) = 0. So for r &gt; 1 and p_c &lt;= rho p_b + delta (or r &lt; 1 and &gt;=) the exponent is at
 * most n_c delta (a-1), which the last factor cancels: E[L] &lt;= 1 whatever p_b, the counts and the past are.
 */
final class AffineMargin {

    private AffineMargin() {}

    /** ln L of one cell for one bet; 0 if an arm had no requests. */
    static double lnLikelihood(Cell cell, double bet, double rho, double delta) {
        if (!cell.comparesArms()) {
            return 0;
        }
        double b = factorB((double) cell.candidateRequests(), (double) cell.stableRequests(), bet, rho);
        double a = bet * b;
        return times(cell.candidateErrors(), a)
                + times(cell.stableErrors(), b)
                - cell.candidateRequests() * delta * (a - 1);
    }

    /** ln L for every bet, summed over cells and divided by the dispersion (a power below 1 keeps E[L] at most 1). */
    static double[] lnLikelihoods(List<Cell> cells, double[] bets, double delta, JudgeParameters parameters) {
        double[] sums = new double[bets.length];
        for (Cell cell : cells) {
            for (int i = 0; i < bets.length; i++) {
                sums[i] += lnLikelihood(cell, bets[i], parameters.rho(), delta) / parameters.phi();
            }
        }
        return sums;
    }

    /**
     * What ln L grows by per candidate request if both arms fail at {@code rate}.
     *
     * @param stablePerCandidate stable requests per candidate request
     */
    static double growth(double rate, double stablePerCandidate, double bet, double rho, double delta) {
        double b = factorB(1, stablePerCandidate, bet, rho);
        double a = bet * b;
        return rate * (Math.log(a) + stablePerCandidate * Math.log(b)) - delta * (a - 1);
    }

    private static double factorB(double candidateRequests, double stableRequests, double bet, double rho) {
        double weighted = rho * candidateRequests;
        return (weighted + stableRequests) / (bet * weighted + stableRequests);
    }

    private static double times(long errors, double factor) {
        return errors == 0 ? 0 : errors * Math.log(factor);
    }
}
