package dev.sluice.operator.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.text.DurationText;
import dev.sluice.api.text.PercentText;
import dev.sluice.core.policy.MetricPlan;
import dev.sluice.core.policy.MetricPlan.Comparison;
import dev.sluice.core.policy.MetricPlan.Limit;
import dev.sluice.core.policy.ReleasePlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The spec that a release keeps: as the policy has it, but with the queries that its templates gave. What becomes of a
 * template later is then no matter to the release.
 */
final class PinnedMetrics {

    private PinnedMetrics() {}

    /**
     * The spec without templates.
     *
     * @param plan that was read of it
     */
    static @Nullable JsonNode spec(@Nullable JsonNode spec, ReleasePlan plan) {
        List<MetricPlan> metrics = plan.analysis().metrics();
        if (spec == null || spec.at("/analysis/metrics").findValue("template") == null) {
            return spec;
        }
        JsonNode pinned = spec.deepCopy();
        ArrayNode entries = (ArrayNode) pinned.at("/analysis/metrics");
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).has("template")) {
                entries.set(i, tree(metrics.get(i)));
            }
        }
        return pinned;
    }

    private static ObjectNode tree(MetricPlan metric) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("name", metric.name()).put("query", metric.candidateQuery());
        if (metric.stableQuery() != null) {
            tree.put("stableQuery", metric.stableQuery());
        }
        if (metric.limit() != null) {
            write(tree.putObject("limit"), metric.limit());
        }
        if (metric.comparison() != null) {
            write(tree.putObject("compare"), metric.comparison());
        }
        return tree;
    }

    private static void write(ObjectNode tree, Limit limit) {
        if (limit.min() != null) {
            tree.put("min", limit.min());
        }
        if (limit.max() != null) {
            tree.put("max", limit.max());
        }
        tree.put("failures", limit.failures()).put("within", DurationText.print(limit.window()));
    }

    private static void write(ObjectNode tree, Comparison comparison) {
        BigDecimal percent = BigDecimal.valueOf(comparison.tolerance()).movePointRight(2);
        tree.put("worse", comparison.worse().name().toLowerCase(Locale.ROOT))
                .put("tolerance", PercentText.print(percent))
                .put("slack", comparison.slack());
    }
}
