package dev.sluice.sim.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of PromQL that is offered beside plain selectors: sums, increases and what Sluice does with them. */
final class ExpressionParser {
    private static final Pattern WORD = Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)");
    private static final Pattern TEXT = Pattern.compile("\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\s*([0-9.]+(?:[eE][-+]?[0-9]+)?)");

    /** Braces in quotes are no ends of a selector. */
    private static final Pattern SELECTOR =
            Pattern.compile("\\s*([a-zA-Z0-9_:]*(?:\\{(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*\\})?"
                    + "(?:\\s*\\[[^\\]]*\\])?(?:\\s*offset\\s+[0-9a-z]+)?)");

    private static final Set<String> FUNCTIONS = Set.of("increase", "rate", "histogram_quantile", "label_replace");

    private final String text;
    private int at;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /** Whether a query is more than a selector. */
    static boolean isExpression(String query) {
        Matcher word = WORD.matcher(query);
        return word.lookingAt()
                && (Aggregation.named(word.group(1)).isPresent() || FUNCTIONS.contains(word.group(1)))
                && query.substring(word.end()).matches("(?s)\\s*(?:\\(|by\\b).*");
    }

    static Expression parse(String query) {
        ExpressionParser parser = new ExpressionParser(query);
        Expression parsed = parser.union();
        if (!parser.rest().isBlank()) {
            throw parser.unexpected();
        }
        return parsed;
    }

    private Expression union() {
        Expression left = operand();
        while (skips("or\\b")) {
            left = Functions.union(left, operand());
        }
        return left;
    }

    private Expression operand() {
        if (!isExpression(rest())) {
            return Functions.latest(selector());
        }
        String name = expect(WORD);
        return Aggregation.named(name).isPresent()
                ? aggregation(Aggregation.named(name).get())
                : function(name);
    }

    private Expression aggregation(Aggregation how) {
        List<String> by = new ArrayList<>();
        if (skips("by\\b")) {
            require("\\(");
            while (!skips("\\)")) {
                by.add(expect(WORD));
                skips(",");
            }
        }
        require("\\(");
        Expression over = union();
        require("\\)");
        return Functions.aggregate(how, by, over);
    }

    private Expression function(String name) {
        require("\\(");
        Expression called = switch (name) {
            case "increase" -> increase(false);
            case "rate" -> increase(true);
            case "histogram_quantile" -> quantile();
            default -> replacement();
        };
        require("\\)");
        return called;
    }

    private Expression increase(boolean isPerSecond) {
        SeriesQuery range = selector();
        Duration length = range.range()
                .orElseThrow(() -> new BadQueryException("expected type range vector in call to function"));
        return Functions.increase(range, length, isPerSecond);
    }

    private Expression quantile() {
        double quantile = Double.parseDouble(expect(NUMBER));
        require(",");
        return Functions.quantile(quantile, union());
    }

    private Expression replacement() {
        Expression over = union();
        List<String> arguments = new ArrayList<>();
        while (skips(",")) {
            arguments.add(expect(TEXT));
        }
        if (arguments.size() != 4
                || !arguments.get(2).isEmpty()
                || !arguments.get(3).isEmpty()) {
            throw new BadQueryException("label_replace is offered only to add a label: label_replace(…, \"name\","
                    + " \"value\", \"\", \"\")");
        }
        return Functions.labelled(over, arguments.get(0), arguments.get(1));
    }

    private SeriesQuery selector() {
        return SeriesQuery.parse(expect(SELECTOR));
    }

    private String rest() {
        return text.substring(at);
    }

    private boolean skips(String regex) {
        Matcher next = Pattern.compile("\\s*" + regex).matcher(text).region(at, text.length());
        if (!next.lookingAt()) {
            return false;
        }
        at = next.end();
        return true;
    }

    private void require(String regex) {
        if (!skips(regex)) {
            throw unexpected();
        }
    }

    private String expect(Pattern pattern) {
        Matcher next = pattern.matcher(text).region(at, text.length());
        if (!next.lookingAt()) {
            throw unexpected();
        }
        at = next.end();
        return next.group(1);
    }

    private BadQueryException unexpected() {
        return new BadQueryException(
                "parse error: unexpected \"" + rest().strip() + "\": only selectors, "
                        + "increase, rate, histogram_quantile, label_replace, sum, count, min, max, avg and or are offered here");
    }
}
