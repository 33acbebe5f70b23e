package dev.sluice.api.metric;

import dev.sluice.api.section.Section;
import dev.sluice.core.policy.MetricPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a policy that are a team's own.
 *
 * @param plans those that can be judged
 * @param isWhole whether they are all: false when something is wrong with one, or its template was not to be seen
 */
public record OwnMetrics(List<MetricPlan> plans, boolean isWhole) {
    private static final int MOST = 20;

    public OwnMetrics {
        plans = List.copyOf(plans);
    }

    /** Whether one of them is, or may be, compared with the stable version. */
    public boolean mayCompare() {
        return !isWhole || plans.stream().anyMatch(plan -> plan.comparison() != null);
    }

    /** Reads {@code metrics}. */
    public static OwnMetrics read(Section analysis, Versions versions, boolean hasFreshBaseline, MetricTemplates all) {
        List<Section> entries = analysis.sections("metrics", MOST, "metrics");
        List<@Nullable MetricPlan> plans = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section entry : entries) {
            plans.add(new MetricEntry(entry, versions, hasFreshBaseline, all).read(names));
        }
        List<MetricPlan> whole = plans.stream().filter(Objects::nonNull).toList();
        return new OwnMetrics(whole, whole.size() == entries.size());
    }
}
