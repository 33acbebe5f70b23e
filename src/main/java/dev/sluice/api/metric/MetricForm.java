package dev.sluice.api.metric;

import dev.sluice.core.metric.query.QueryTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a metric is, apart from its name and from what is asked for.
 *
 * @param query asked for the candidate, and for the stable version where that has no query of its own
 * @param stableQuery asked for the stable version; null = the same
 * @param variables besides those of every query
 * @param judged how its values are judged
 */
record MetricForm(
        QueryTemplate query, @Nullable QueryTemplate stableQuery, List<Variable> variables, Judgement judged) {
    MetricForm {
        variables = List.copyOf(variables);
    }
}
