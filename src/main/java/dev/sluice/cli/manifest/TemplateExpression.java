package dev.sluice.cli.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions of a template language, such as Helm's, in a file that was not rendered yet. */
public final class TemplateExpression {
    /** A variable of a query, such as {@code {{pods}}}, is none. */
    private static final Pattern SYNTAX = Pattern.compile("\\{\\{(?!\\{?[ \\t]*[A-Za-z_][A-Za-z0-9_]*[ \\t]*\\}\\})");

    private TemplateExpression() {}

    static boolean isIn(String text) {
        return SYNTAX.matcher(text).find();
    }

    /** The line of the first one, counted from 1; 0 when there is none. */
    public static int firstLine(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.find()
                ? 1
                        + (int) text.substring(0, matcher.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                : 0;
    }
}
