package dev.sluice.sim.release;

import java.util.random.RandomGenerator;

/**
 * Poisson counts, exactly distributed, at a cost that doesn't grow with the mean.
 *
 * <p>Small means by inversion; from 10 on by transformed rejection: W. Hörmann, The transformed rejection method for
 * generating Poisson random variables, Insurance: Mathematics and Economics 12 (1993), algorithm PTRS.
 */
final class Poisson {

    private static final double SMALL = 10;
    private static final double HALF_LN_2PI = 0.5 * Math.log(2 * Math.PI);
    private static final double[] LN_FACTORIAL = lnFactorials(32);

    private Poisson() {}

    /** How many events come when {@code mean} are expected. */
    static long draw(RandomGenerator random, double mean) {
        if (mean <= 0) {
            return 0;
        }
        return mean < SMALL ? invert(random, mean) : reject(random, mean);
    }

    private static long invert(RandomGenerator random, double mean) {
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

    private static long reject(RandomGenerator random, double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double quick = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double edge = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / edge + b) * u + mean + 0.43);
            if (edge >= 0.07 && v <= quick) {
                return (long) k;
            }
            boolean isOutside = k < 0 || (edge < 0.013 && v > edge);
            if (!isOutside && isAccepted(v, k, mean, a / (edge * edge) + b, b)) {
                return (long) k;
            }
        }
    }

    private static boolean isAccepted(double v, double k, double mean, double width, double b) {
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        return Math.log(v * inverseAlpha / width) <= k * Math.log(mean) - mean - lnFactorial(k);
    }

    /** ln k!, by Stirling's series where it isn't tabled; its error there is below 1e-12. */
    private static double lnFactorial(double k) {
        if (k < LN_FACTORIAL.length) {
            return LN_FACTORIAL[(int) k];
        }
        double square = k * k;
        double series = (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * square)) / square) / k;
        return (k + 0.5) * Math.log(k) - k + HALF_LN_2PI + series;
    }

    private static double[] lnFactorials(int count) {
        double[] values = new double[count];
        for (int i = 1; i < count; i++) {
            values[i] = values[i - 1] + Math.log(i);
        }
        return values;
    }
}
