package dev.sluice.core.metric.query;

import dev.sluice.core.metric.query.QueryToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A PromQL query with variables, such as <code>sum(up{pod=~"{{pods}}"})</code>.
 *
 * <p>Filling it in can't change what the query does: in quotes a value is escaped as PromQL wants it, outside it must be
 * one name, number or duration. The language itself is not parsed here; brackets, quotes and variables are looked at.
 */
public record QueryTemplate(String text) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_:.]+");
    private static final Map<String, String> OPENING = Map.of(")", "(", "]", "[", "}", "{");

    /** @throws IllegalArgumentException if there is a {@link #problem(String)} */
    public QueryTemplate {
        problem(text).ifPresent(found -> {
            throw new IllegalArgumentException("the query " + found.problem());
        });
    }

    /** What is wrong with a query, its variables not looked at; empty when nothing is. */
    public static Optional<QueryProblem> problem(String query) {
        if (query.isBlank()) {
            return Optional.of(new QueryProblem("is empty", "write a PromQL expression that gives one number"));
        }
        List<QueryToken> tokens = QueryToken.of(query);
        if (tokens.stream().anyMatch(QueryToken::hasBrokenVariable)) {
            return Optional.of(new QueryProblem(
                    "has {{ without a name and }} behind it", "write a variable as {{workload}}, braces included"));
        }
        for (QueryToken token : tokens) {
            if (token.kind() == Kind.OPEN_QUOTE) {
                return Optional.of(new QueryProblem(
                        "has a " + token.text() + " without its second one", "close the quotes in the same line"));
            }
        }
        return unbalanced(tokens);
    }

    private static Optional<QueryProblem> unbalanced(List<QueryToken> tokens) {
        Deque<String> open = new ArrayDeque<>();
        for (QueryToken token : tokens) {
            String opening = OPENING.get(token.text());
            if (token.kind() != Kind.BRACKET) {
                continue;
            }
            if (opening == null) {
                open.push(token.text());
            } else if (!opening.equals(open.poll())) {
                return Optional.of(new QueryProblem(
                        "has a " + token.text() + " without the " + opening + " before it",
                        "make its brackets come in pairs"));
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new QueryProblem(
                        "has a " + open.peek() + " that is not closed", "make its brackets come in pairs"));
    }

    /** The variables, in order of their first place. */
    public Set<String> variables() {
        return QueryToken.of(text).stream()
                .flatMap(token -> token.variables().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What is wrong with filling in these values: one is missing, or can't stand where it should. */
    public Optional<QueryProblem> problem(Map<String, String> values) {
        return QueryToken.of(text).stream()
                .flatMap(token -> token.variables().stream()
                        .map(name -> problem(token, name, values))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    private static Optional<QueryProblem> problem(QueryToken token, String name, Map<String, String> values) {
        String variable = "{{" + name + "}}";
        String value = values.get(name);
        if (value == null) {
            return Optional.of(new QueryProblem(
                    "names " + variable + ", which has no value",
                    "write one of " + values.keySet().stream().sorted().collect(Collectors.joining(", "))));
        }
        if (token.kind() == Kind.VARIABLE && !WORD.matcher(value).matches()) {
            return Optional.of(new QueryProblem(
                    "has " + variable + " outside of quotes, where only a name, a number or a duration can stand",
                    "put it in quotes, as in =~\"" + variable + "\""));
        }
        return token.kind() == Kind.RAW && value.indexOf('`') >= 0
                ? Optional.of(new QueryProblem(
                        "has " + variable + " in backticks, and its value has one too", "use double quotes"))
                : Optional.empty();
    }

    /**
     * The query with every variable filled in.
     *
     * @throws IllegalArgumentException if there is a {@link #problem(Map)}
     */
    public String render(Map<String, String> values) {
        problem(values).ifPresent(found -> {
            throw new IllegalArgumentException("the query " + found.problem());
        });
        return QueryToken.of(text).stream().map(token -> render(token, values)).collect(Collectors.joining());
    }

    private static String render(QueryToken token, Map<String, String> values) {
        return token.variables().isEmpty()
                ? token.text()
                : QueryToken.VARIABLE
                        .matcher(token.text())
                        .replaceAll(found -> Matcher.quoteReplacement(
                                written(token, Objects.requireNonNull(values.get(found.group(1))))));
    }

    private static String written(QueryToken token, String value) {
        if (token.kind() != Kind.QUOTED) {
            return value;
        }
        String quote = token.text().substring(0, 1);
        return value.replace("\\", "\\\\").replace(quote, "\\" + quote).replace("\n", "\\n");
    }
}
