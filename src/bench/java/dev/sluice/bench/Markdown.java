package dev.sluice.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tables as they stand in the documentation, a row as soon as it is known. */
record Markdown(PrintStream out) {

    void title(String title) {
        out.println();
        out.println("### " + title);
        out.println();
    }

    void head(List<String> names) {
        row(names.toArray());
        row(names.stream().map(name -> "---").toArray());
    }

    void row(Object... cells) {
        out.println("| "
                + String.join(" | ", Arrays.stream(cells).map(String::valueOf).toList()) + " |");
        out.flush();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    static String twoDigits(double mean) {
        return String.format(Locale.ROOT, "%.2f", mean);
    }

    /** A mean of failures: with digits where they tell something. */
    static String failures(double mean) {
        return String.format(Locale.ROOT, mean < 20 ? "%.1f" : "%.0f", mean);
    }
}
