package dev.sluice.testing;

import java.util.random.RandomGenerator;

/** Random counts, exactly distributed and cheap while few are expected. */
public final class Chance {

    /** Beyond this expectation the start of the inversion would underflow. */
    private static final double LARGEST_MEAN = 300;

    private Chance() {}

    /** How many of {@code n} independent requests fail, each with probability {@code p}: by inversion. */
    public static long binomial(RandomGenerator random, long n, double p) {
        if (p > 0.5) {
            return n - binomial(random, n, 1 - p);
        }
        if (n * p > LARGEST_MEAN) {
            return binomial(random, n / 2, p) + binomial(random, n - n / 2, p);
        }
        double odds = p / (1 - p);
        double density = Math.exp(n * Math.log1p(-p));
        double left = random.nextDouble();
        long successes = 0;
        while (left > density && successes < n) {
            left -= density;
            density *= odds * (n - successes) / (successes + 1);
            successes++;
        }
        return successes;
    }

    /** A Poisson count. */
    public static long poisson(RandomGenerator random, double mean) {
        if (mean > LARGEST_MEAN) {
            return poisson(random, mean / 2) + poisson(random, mean / 2);
        }
        double density = Math.exp(-mean);
        double left = random.nextDouble();
        long count = 0;
        while (left > density && density > 0) {
            left -= density;
            count++;
            density *= mean / count;
        }
        return count;
    }

    /** A burst length of at least 1 with the given mean. */
    public static long geometric(RandomGenerator random, double mean) {
        return mean <= 1 ? 1 : 1 + (long) (Math.log1p(-random.nextDouble()) / Math.log1p(-1 / mean));
    }
}
