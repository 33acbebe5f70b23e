package dev.sluice.cli.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A horizontal axis from 0.
 *
 * @param max its right end, above 0
 * @param isLogarithmic whether ln(1 + value) is laid off, so that 5 and 1500 can be told from their neighbours alike
 */
record Axis(String label, double max, boolean isLogarithmic) {

    private static final int MOST_TICKS = 8;
    private static final double[] STEPS = {1, 2, 5};

    /** Where a value lies, from 0 on the left to 1 on the right. */
    double position(double value) {
        return isLogarithmic ? Math.log1p(value) / Math.log1p(max) : value / max;
    }

    /** Round values to write down. */
    List<Double> ticks() {
        return isLogarithmic ? decades() : evenly();
    }

    private List<Double> decades() {
        List<Double> ticks = new ArrayList<>(List.of(0.0));
        for (double tick = 1; tick <= max; tick *= 10) {
            ticks.add(tick);
            if (3 * tick <= max) {
                ticks.add(3 * tick);
            }
        }
        return ticks;
    }

    private List<Double> evenly() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= max * (1 + 1e-9); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private double step() {
        double decade = Math.pow(10, Math.floor(Math.log10(max / MOST_TICKS)));
        for (double step : STEPS) {
            if (max / (step * decade) <= MOST_TICKS) {
                return step * decade;
            }
        }
        return 10 * decade;
    }
}
