package dev.sluice.sim.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A selector: {@code name{label="value",…}}, with a range in brackets or not, with an offset or not.
 */
record SeriesQuery(List<LabelMatcher> matchers, Optional<Duration> range, Duration offset) {

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern MATCHER = Pattern.compile(
            "\\s*(?<label>[a-zA-Z_][a-zA-Z0-9_]*)\\s*(?<sign>=~|!~|!=|=)\\s*(?<value>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`)\\s*");
    private static final Pattern TAIL =
            Pattern.compile("\\s*(?:\\[\\s*(?<range>[0-9a-z]+)\\s*\\])?\\s*(?:offset\\s+(?<offset>[0-9a-z]+))?\\s*");
    private static final Pattern TIME = Pattern.compile("(?<number>\\d+)(?<unit>ms|s|m|h|d|w)");

    static SeriesQuery parse(String text) {
        String rest = text.strip();
        List<LabelMatcher> matchers = new ArrayList<>();
        Matcher metric = METRIC.matcher(rest);
        if (metric.lookingAt()) {
            matchers.add(LabelMatcher.of(Labels.NAME, LabelMatcher.Sign.EQUAL, metric.group()));
            rest = rest.substring(metric.end()).stripLeading();
        }
        if (rest.startsWith("{")) {
            rest = braces(rest, matchers);
        }
        Matcher tail = TAIL.matcher(rest);
        if (!tail.matches()) {
            throw new BadQueryException("parse error at \"" + rest + "\": only selectors are offered here, such as"
                    + " name{label=\"value\"} or name{label=\"value\"}[5m]");
        }
        if (matchers.stream().allMatch(LabelMatcher::matchesEmpty)) {
            throw new BadQueryException("vector selector must contain at least one non-empty matcher");
        }
        return new SeriesQuery(
                matchers,
                Optional.ofNullable(tail.group("range")).map(SeriesQuery::duration),
                Optional.ofNullable(tail.group("offset"))
                        .map(SeriesQuery::duration)
                        .orElse(Duration.ZERO));
    }

    /** Reads {@code {…}} and returns what follows it. */
    private static String braces(String text, List<LabelMatcher> matchers) {
        String rest = text.substring(1).stripLeading();
        while (!rest.startsWith("}")) {
            Matcher matcher = MATCHER.matcher(rest);
            if (!matcher.lookingAt()) {
                throw new BadQueryException("parse error: unexpected \"" + rest + "\" in label matching");
            }
            matchers.add(LabelMatcher.of(
                    matcher.group("label"),
                    LabelMatcher.Sign.of(matcher.group("sign")),
                    unquote(matcher.group("value"))));
            rest = rest.substring(matcher.end());
            if (rest.startsWith(",")) {
                rest = rest.substring(1).stripLeading();
            } else if (!rest.startsWith("}")) {
                throw new BadQueryException("parse error: expected \",\" or \"}\" before \"" + rest + "\"");
            }
        }
        return rest.substring(1).stripLeading();
    }

    private static String unquote(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        return quoted.startsWith("`")
                ? inner
                : inner.replace("\\\\", "\u0000")
                        .replace("\\\"", "\"")
                        .replace("\\'", "'")
                        .replace("\\n", "\n")
                        .replace("\u0000", "\\");
    }

    /** A Prometheus duration such as {@code 5m} or {@code 1m30s}. */
    static Duration duration(String text) {
        Matcher part = TIME.matcher(text);
        Duration total = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            long number = Long.parseLong(part.group("number"));
            total = total.plus(
                    switch (part.group("unit")) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofDays(7 * number);
                    });
            end = part.end();
        }
        if (end != text.length() || total.isZero()) {
            throw new BadQueryException("not a valid duration string: \"" + text + "\"");
        }
        return total;
    }
}
