package dev.sluice.core.judge.process;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as sentences show them. */
public final class Figures {

    private static final double MANY = 1e6;

    private Figures() {}

    /** What became of the requests of an arm. */
    public static String arm(long errors, long requests) {
        return arm(errors, requests, "failed");
    }

    /**
     * What became of the requests of an arm.
     *
     * @param did what those that are counted apart did, such as "failed"
     */
    public static String arm(long errors, long requests, String did) {
        return requests == 0
                ? "no requests"
                : "%d of %d %s (%s)".formatted(errors, requests, did, percent((double) errors / requests));
    }

    /** A rate, given as a fraction. */
    public static String percent(double rate) {
        return number(rate >= 0.01 ? "0.#" : "0.###", rate * 100) + " %";
    }

    /** Evidence, given as a logarithm. */
    public static String odds(double lnE) {
        double odds = Math.exp(lnE);
        return odds >= MANY ? "over 1000000:1" : number(odds >= 10 ? "0" : "0.##", odds) + ":1";
    }

    /** A number in the given {@link DecimalFormat} pattern. */
    public static String number(String pattern, double value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
