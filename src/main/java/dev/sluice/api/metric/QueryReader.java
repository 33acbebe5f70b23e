package dev.sluice.api.metric;

import dev.sluice.api.section.Section;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.Nearest;
import dev.sluice.core.metric.query.QueryNames;
import dev.sluice.core.metric.query.QueryTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a query and checks what can be checked without PromQL's own parser. */
final class QueryReader {
    private static final int LONGEST = 2000;

    private QueryReader() {}

    /**
     * A field with a query.
     *
     * @param own variables besides those of every query
     * @return null when it is absent or wrong
     */
    static @Nullable QueryTemplate read(Section section, String field, List<String> own) {
        String text = section.text(field, "", query -> check(query, own));
        return text.isEmpty() ? null : new QueryTemplate(text);
    }

    private static Optional<Fault> check(String query, List<String> own) {
        return tooLong(query)
                .or(() -> QueryTemplate.problem(query).map(found -> new Fault(found.problem(), found.remedy())))
                .or(() -> unknown(new QueryTemplate(query), own));
    }

    /** What is wrong with the length of a query, as it is written or as it is asked. */
    static Optional<Fault> tooLong(String query) {
        return query.length() > LONGEST
                ? Optional.of(new Fault(
                        "has " + query.length() + " characters",
                        "at most " + LONGEST + " are possible; a recording rule of Prometheus can hold the rest"))
                : Optional.empty();
    }

    private static Optional<Fault> unknown(QueryTemplate query, List<String> own) {
        List<String> known = new ArrayList<>(QueryNames.ALL);
        known.addAll(own);
        return query.variables().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> new Fault(
                        "names the variable {{" + name + "}}, which is unknown",
                        Nearest.to(name, known)
                                .map(near -> "did you mean {{" + near + "}}?")
                                .orElse("the variables are " + String.join(", ", known))));
    }
}
