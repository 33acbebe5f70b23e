package dev.sluice.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Binomial counts, exactly distributed, by tables: millions of the same distribution are drawn. */
final class Draw {

    private static final double NEGLIGIBLE = 1e-18;

    private static final Map<Key, Draw> TABLES = new ConcurrentHashMap<>();

    private final int lowest;
    private final double[] cumulative;

    private record Key(int n, double p) {}

    private Draw(int n, double p) {
        int mode = (int) Math.min(n, Math.floor((n + 1) * p));
        double atMode = Math.exp(lnChoose(n, mode) + mode * Math.log(p) + (n - mode) * Math.log1p(-p));
        double[] density = new double[n + 1];
        density[mode] = atMode;
        double odds = p / (1 - p);
        for (int x = mode; x > 0 && density[x] > NEGLIGIBLE; x--) {
            density[x - 1] = density[x] * x / (odds * (n - x + 1));
        }
        for (int x = mode; x < n && density[x] > NEGLIGIBLE; x++) {
            density[x + 1] = density[x] * odds * (n - x) / (x + 1);
        }
        int from = 0;
        while (density[from] <= NEGLIGIBLE) {
            from++;
        }
        int to = n;
        while (density[to] <= NEGLIGIBLE) {
            to--;
        }
        lowest = from;
        cumulative = Arrays.copyOfRange(density, from, to + 1);
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
    }

    /** How many of {@code n} independent requests fail, each with probability {@code p}. */
    static int binomial(RandomGenerator random, int n, double p) {
        if (n == 0 || p <= 0) {
            return 0;
        }
        return p >= 1
                ? n
                : TABLES.computeIfAbsent(new Key(n, p), key -> new Draw(n, p)).next(random);
    }

    private int next(RandomGenerator random) {
        double u = random.nextDouble() * cumulative[cumulative.length - 1];
        if (cumulative.length > 32) {
            int found = Arrays.binarySearch(cumulative, u);
            return lowest + Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found + 1);
        }
        int i = 0;
        while (u >= cumulative[i] && i < cumulative.length - 1) {
            i++;
        }
        return lowest + i;
    }

    private static double lnChoose(int n, int k) {
        double sum = 0;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            sum += Math.log((n - i + 1.0) / i);
        }
        return sum;
    }
}
