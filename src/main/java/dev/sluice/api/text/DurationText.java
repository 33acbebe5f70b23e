package dev.sluice.api.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as policies write them: {@code 500ms}, {@code 10m}, {@code 1h30m}. */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})d");
    private static final Pattern BARE = Pattern.compile("[0-9]{1,9}");
    private static final int LONGEST = 20;
    private static final Map<String, BigDecimal> MILLIS = Map.of(
            "ms", BigDecimal.ONE,
            "s", BigDecimal.valueOf(1_000),
            "m", BigDecimal.valueOf(60_000),
            "h", BigDecimal.valueOf(3_600_000));

    private DurationText() {}

    /** Empty when the text is not a duration. */
    public static Optional<Duration> parse(String text) {
        if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal millis = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            millis = millis.add(new BigDecimal(part.group(1)).multiply(MILLIS.get(part.group(2))));
        }
        return Optional.of(ofMillis(millis));
    }

    private static Duration ofMillis(BigDecimal millis) {
        BigDecimal[] parts = millis.divideAndRemainder(BigDecimal.valueOf(1_000));
        long nanos = parts[1].movePointRight(6).longValue();
        return Duration.ofSeconds(parts[0].longValue(), nanos);
    }

    /** What somebody who wrote this other notation of a duration should write; an example where it is none. */
    public static String suggestion(String text) {
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return Long.parseLong(days.group(1)) * 24 + "h";
        }
        if (BARE.matcher(text).matches()) {
            return text + "s";
        }
        try {
            return print(Duration.parse(text));
        } catch (DateTimeParseException notIso) {
            return "10m";
        }
    }

    /** The shortest notation, such as {@code 1h30m}. */
    public static String print(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
