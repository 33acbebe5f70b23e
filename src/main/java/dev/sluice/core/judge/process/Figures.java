package dev.sluice.core.judge.process;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Numbers as sentences show them. A release has a sentence at every look, so they have to be cheap. */
public final class Figures {

    private static final double MANY = 1e6;

    /** Below it a number with three decimals is a whole number of thousandths that a long holds; above, a value is written with an exponent. */
    private static final double PLAIN = 1e12;

    /** Patterns by their decimals. */
    private static final List<String> PATTERNS = List.of("0", "0.#", "0.##", "0.###");

    private static final long[] POWERS = {1, 10, 100, 1000};

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
                : errors + " of " + requests + " " + did + " (" + percent((double) errors / requests) + ")";
    }

    /** A rate, given as a fraction. */
    public static String percent(double rate) {
        return rounded(rate * 100, rate >= 0.01 ? 1 : 3) + " %";
    }

    /** Evidence, given as a logarithm. */
    public static String odds(double lnE) {
        double odds = Math.exp(lnE);
        return odds >= MANY ? "over 1000000:1" : rounded(odds, odds >= 10 ? 0 : 2) + ":1";
    }

    /** A value of any unit and size, to about four digits. */
    public static String value(double value) {
        double magnitude = Math.abs(value);
        boolean isPlain = magnitude == 0 || (magnitude >= 0.001 && magnitude < PLAIN);
        String plain = magnitude >= 100 ? "0.#" : "0.###";
        return number(isPlain ? plain : "0.###E0", magnitude == 0 ? 0 : value);
    }

    /** A number in the given {@link DecimalFormat} pattern. */
    public static String number(String pattern, double value) {
        int decimals = PATTERNS.indexOf(pattern);
        return decimals < 0 ? formatted(pattern, value) : rounded(value, decimals);
    }

    private static String formatted(String pattern, double value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    /** A number with at most so many decimals, no zeros behind; halves go to the even side, as DecimalFormat has it. */
    private static String rounded(double value, int decimals) {
        double scaled = Math.rint(Math.abs(value) * POWERS[decimals]);
        if (!(scaled < PLAIN)) {
            return formatted(PATTERNS.get(decimals), value);
        }
        long all = (long) scaled;
        String sign = value < 0 && all > 0 ? "-" : "";
        long fraction = all % POWERS[decimals];
        return sign + all / POWERS[decimals] + (fraction == 0 ? "" : "." + fraction(fraction, decimals));
    }

    private static String fraction(long fraction, int decimals) {
        String digits = Long.toString(POWERS[decimals] + fraction).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
