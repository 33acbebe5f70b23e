package dev.sluice.cli.view;

import java.util.Locale;

/** A share drawn as a bar, and odds in few digits. */
public final class Bar {

    private Bar() {}

    /**
     * A bar.
     *
     * @param share 0 to 1; what is outside is drawn as the nearer end
     */
    public static String of(double share, int columns) {
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * columns);
        return "█".repeat(full) + "░".repeat(columns - full);
    }

    /**
     * How far odds have come, by their logarithm, as that is what evidence adds up in.
     *
     * @return 0 (even odds or less) to 1 (the goal)
     */
    public static double progress(double odds, double goal) {
        if (odds <= 1) {
            return 0;
        }
        return goal <= 1 ? 1 : Math.min(1, Math.log(odds) / Math.log(goal));
    }

    /** Odds with as many digits as matter. */
    public static String odds(double odds) {
        if (odds >= 1e6) {
            return String.format(Locale.ROOT, "%.0e", odds).replace("e+0", "e");
        }
        return String.format(Locale.ROOT, odds >= 10 ? "%,.0f" : "%.1f", odds);
    }
}
