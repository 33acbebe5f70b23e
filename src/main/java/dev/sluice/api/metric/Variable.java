package dev.sluice.api.metric;

import dev.sluice.api.section.Section;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.Wording;
import dev.sluice.core.metric.query.QueryNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a template.
 *
 * @param fallback its value where a policy gives none; null = the policy must give one
 */
record Variable(String name, @Nullable String fallback) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern UNSAFE = Pattern.compile("[\"'`\\\\{}]|\\p{Cntrl}");
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_DESCRIPTION = 500;

    /** Reads {@code variables} of a template. */
    static List<Variable> read(Section spec) {
        List<Variable> variables = new ArrayList<>();
        for (Section section : spec.sections("variables", MOST, "variables")) {
            String name = section.requiredText("name", "name the variable", text -> checkName(text, variables));
            String fallback = section.text("default", "", Variable::checkValue);
            section.text("description", "", text -> checkLength(text, LONGEST_DESCRIPTION));
            if (!name.isEmpty()) {
                variables.add(new Variable(name, section.has("default") ? fallback : null));
            }
        }
        return variables;
    }

    private static Optional<Fault> checkName(String name, List<Variable> before) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            return Optional.of(new Fault(
                    Wording.quote(name) + " cannot be such a name",
                    "write at most " + LONGEST_NAME + " letters, digits and _, no digit first"));
        }
        if (QueryNames.ALL.contains(name)) {
            return Optional.of(
                    new Fault(Wording.quote(name) + " is a variable of every query", "write another name for it"));
        }
        return before.stream().anyMatch(variable -> variable.name.equals(name))
                ? Optional.of(new Fault(Wording.quote(name) + " is there twice", "remove one"))
                : Optional.empty();
    }

    /** A value must not be able to end the quotes that it stands in. */
    static Optional<Fault> checkValue(String value) {
        return UNSAFE.matcher(value).find()
                ? Optional.of(new Fault(
                        Wording.quote(value) + " has a quote, a backslash, a brace or a line break in it",
                        "write it without; in a regular expression [.] stands for \\."))
                : checkLength(value, LONGEST_VALUE);
    }

    static Optional<Fault> checkLength(String text, int longest) {
        return text.length() > longest
                ? Optional.of(new Fault("has " + text.length() + " characters", "at most " + longest + " are possible"))
                : Optional.empty();
    }
}
