package dev.sluice.core.pass;

import java.time.Duration;

/** Quantities as people write them. */
public final class Spoken {

    private Spoken() {}

    /** A duration such as {@code 1h30m}, {@code 45s} or {@code 200ms}. */
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "0s";
        }
        if (duration.toSeconds() == 0) {
            return duration.toMillis() + "ms";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.toString();
    }

    /** A number of things and their verb: {@code 1 candidate pod is}, {@code 3 candidate pods are}. */
    public static String are(int count, String thing) {
        return count == 1 ? "1 " + thing + " is" : count + " " + thing + "s are";
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
