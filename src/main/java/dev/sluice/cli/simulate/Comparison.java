package dev.sluice.cli.simulate;

import dev.sluice.api.text.DurationText;
import dev.sluice.sim.release.FixedRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A rule to compare the policy with.
 *
 * @param text as it was asked for
 */
record Comparison(String text, FixedRule rule) {

    static final String EXAMPLE = "fixed:10%/1m/threshold=5,99%";

    private static final Pattern SYNTAX =
            Pattern.compile("fixed:([0-9]{1,3}(?:-[0-9]{1,3})*)%/([^/]+)/threshold=([0-9]{1,4}),([^,/]+)");

    /** Where a rule with steps of one size stops rising, as in the examples of those who invented it. */
    private static final int USUAL_MAXIMUM = 50;

    private static final Duration UNLIMITED = Duration.ofDays(365);

    static final class Converter implements ITypeConverter<Comparison> {
        @Override
        public Comparison convert(String text) {
            Matcher parts = SYNTAX.matcher(text);
            if (!parts.matches()) {
                throw refused(text, "is no rule");
            }
            List<Integer> steps = steps(text, parts.group(1));
            Duration interval = DurationText.parse(parts.group(2))
                    .filter(duration -> duration.toMillis() > 0)
                    .orElseThrow(() -> refused(text, "has no interval"));
            int threshold = Integer.parseInt(parts.group(3));
            if (threshold == 0) {
                throw refused(text, "has a threshold of 0");
            }
            Percent success = new Percent.Converter().convert(parts.group(4));
            return new Comparison(text, new FixedRule(steps, interval, success.ratio(), threshold, UNLIMITED));
        }

        private static List<Integer> steps(String text, String weights) {
            List<Integer> steps = new ArrayList<>(
                    Arrays.stream(weights.split("-", -1)).map(Integer::valueOf).toList());
            int first = steps.get(0);
            for (int i = 0; i < steps.size(); i++) {
                boolean rises = i == 0 ? first > 0 : steps.get(i) > steps.get(i - 1);
                if (!rises || steps.get(i) > 100) {
                    throw refused(text, "has weights that don't rise from above 0 to at most 100");
                }
            }
            while (!weights.contains("-") && steps.get(steps.size() - 1) < USUAL_MAXIMUM) {
                steps.add(Math.min(USUAL_MAXIMUM, steps.get(steps.size() - 1) + first));
            }
            return steps;
        }

        private static TypeConversionException refused(String text, String problem) {
            return new TypeConversionException("'" + text + "' " + problem
                    + "; write it like " + EXAMPLE
                    + " (10 % more each minute up to 50 %, back at the fifth minute with less than 99 % success),"
                    + " or with all weights: fixed:1-5-10-25-50%/1m/threshold=5,99%");
        }
    }
}
