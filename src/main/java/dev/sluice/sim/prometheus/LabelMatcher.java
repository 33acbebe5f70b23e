package dev.sluice.sim.prometheus;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One condition of a selector; regular expressions must match the whole value. */
record LabelMatcher(String label, Sign sign, String value, Pattern pattern) {

    enum Sign {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        MATCHES_NOT("!~");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        static Sign of(String text) {
            for (Sign sign : values()) {
                if (sign.text.equals(text)) {
                    return sign;
                }
            }
            throw new BadQueryException("unexpected \"" + text + "\" in label matching");
        }

        boolean isNegative() {
            return this == NOT_EQUAL || this == MATCHES_NOT;
        }

        boolean isRegex() {
            return this == MATCHES || this == MATCHES_NOT;
        }
    }

    static LabelMatcher of(String label, Sign sign, String value) {
        try {
            return new LabelMatcher(label, sign, value, Pattern.compile(sign.isRegex() ? value : Pattern.quote(value)));
        } catch (PatternSyntaxException e) {
            throw new BadQueryException("error parsing regexp: " + e.getDescription() + ": `" + value + "`");
        }
    }

    boolean matches(Labels labels) {
        return pattern.matcher(labels.get(label)).matches() != sign.isNegative();
    }

    /** Whether a series without this label would match, so that the matcher alone selects too much. */
    boolean matchesEmpty() {
        return pattern.matcher("").matches() != sign.isNegative();
    }
}
