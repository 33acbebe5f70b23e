package dev.sluice.core.metric.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a query: as much of PromQL's grammar as tells quotes, brackets and comments apart.
 *
 * @param text the piece as it stands
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals">string literals</a>
 */
record QueryToken(Kind kind, String text) {
    /** A variable; a third brace before it is a bracket of the query. */
    static final Pattern VARIABLE = Pattern.compile("\\{\\{(?!\\{)[ \\t]*(?<name>[A-Za-z_][A-Za-z0-9_]*)[ \\t]*\\}\\}");

    private static final String STRING = "\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'";

    private static final Pattern TOKEN = Pattern.compile(
            "(" + VARIABLE.pattern() + ")|(?<broken>\\{\\{(?!\\{))|(?<comment>#[^\\n]*+)|(?<quoted>" + STRING
                    + ")|(?<raw>`[^`]*+`)|(?<openquote>[\"'`])|(?<bracket>[(){}\\[\\]])|(?<other>.)",
            Pattern.DOTALL);

    /** What a piece is. */
    enum Kind {
        VARIABLE("name"),
        BROKEN_VARIABLE("broken"),
        COMMENT("comment"),
        /** In double or single quotes, where a backslash escapes. */
        QUOTED("quoted"),
        /** In backticks, where nothing is escaped. */
        RAW("raw"),
        OPEN_QUOTE("openquote"),
        BRACKET("bracket"),
        OTHER("other");

        private final String group;

        Kind(String group) {
            this.group = group;
        }
    }

    /** The pieces of a query, in order; joined they are the query. */
    static List<QueryToken> of(String query) {
        List<QueryToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        while (matcher.find()) {
            tokens.add(new QueryToken(kind(matcher), matcher.group()));
        }
        return tokens;
    }

    private static Kind kind(Matcher matcher) {
        for (Kind kind : Kind.values()) {
            if (matcher.group(kind.group) != null) {
                return kind;
            }
        }
        throw new IllegalStateException("no token at " + matcher.start());
    }

    boolean isString() {
        return kind == Kind.QUOTED || kind == Kind.RAW;
    }

    /** The variables in it; a comment has none. */
    List<String> variables() {
        return kind == Kind.VARIABLE || isString()
                ? VARIABLE.matcher(text)
                        .results()
                        .map(result -> result.group(1))
                        .toList()
                : List.of();
    }

    /** Whether it has two braces that begin no variable. */
    boolean hasBrokenVariable() {
        return kind == Kind.BROKEN_VARIABLE
                || (isString() && VARIABLE.matcher(text).replaceAll("x").contains("{{"));
    }
}
