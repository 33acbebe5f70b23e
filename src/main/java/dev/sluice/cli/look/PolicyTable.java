package dev.sluice.cli.look;

import static java.util.Objects.requireNonNullElse;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.view.Ages;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.ReleaseRows;
import dev.sluice.cli.view.Table;
import java.time.Instant;
import java.util.List;

/** Policies as a table. */
record PolicyTable(Paint paint, Instant now) {

    List<String> lines(List<ReleasePolicy> policies) {
        Table table =
                new Table("NAMESPACE", "NAME", "PHASE", "RELEASE", "STEP", "WEIGHT", "VERDICT", "WORKLOAD", "AGE");
        policies.forEach(policy -> table.add(row(policy)));
        return table.lines();
    }

    private List<String> row(ReleasePolicy policy) {
        PolicyView view = new PolicyView(policy);
        return List.of(
                view.namespace(),
                view.name(),
                paint.paint(ReleaseRows.colour(view.phase()), view.phase()),
                requireNonNullElse(view.status().release, ""),
                requireNonNullElse(view.status().step, ""),
                requireNonNullElse(view.status().weight, ""),
                requireNonNullElse(view.status().verdict, ""),
                view.workload(),
                Ages.of(policy.getMetadata().getCreationTimestamp(), now));
    }
}
