package dev.sluice.sim.release;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Numbers of many releases, for means and quantiles. */
public final class Distribution {

    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    static Distribution of(DoubleStream values) {
        double[] sorted = values.toArray();
        Arrays.sort(sorted);
        return new Distribution(sorted);
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    public int size() {
        return sorted.length;
    }

    /** Their mean; not a number if there is none. */
    public double mean() {
        return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    /** The smallest value that so many percent of all don't exceed; not a number if there is none. */
    public double percentile(double percent) {
        int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
        return isEmpty() ? Double.NaN : sorted[Math.max(0, index)];
    }

    public double median() {
        return percentile(50);
    }

    /** In rising order. */
    public double[] values() {
        return sorted.clone();
    }
}
