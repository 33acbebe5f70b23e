package dev.sluice.sim.workload;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 500ms}, {@code 1m30s}, {@code 1.5h}, {@code 0}. */
public final class GoDuration {

    private static final Pattern WHOLE = Pattern.compile("0|(\\d+(\\.\\d+)?(ns|us|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(?<number>\\d+(?:\\.\\d+)?)(?<unit>ns|us|ms|s|m|h)");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3_600e9);

    private GoDuration() {}

    /** Throws IllegalArgumentException when the text is no such duration. */
    public static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration; write for instance 500ms or 1m30s");
        }
        double nanos = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos += Double.parseDouble(part.group("number")) * NANOS.getOrDefault(part.group("unit"), 0.0);
        }
        return Duration.ofNanos(Math.round(nanos));
    }
}
