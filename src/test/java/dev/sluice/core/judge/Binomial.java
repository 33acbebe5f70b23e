package dev.sluice.core.judge;

/** Exact probabilities for enumerations. */
public final class Binomial {

    private Binomial() {}

    public static double probability(int n, int x, double p) {
        double result = 1;
        for (int i = 0; i < x; i++) {
            result *= p * (n - i) / (i + 1);
        }
        return result * Math.pow(1 - p, n - x);
    }
}
