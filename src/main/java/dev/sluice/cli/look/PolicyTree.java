package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.view.Ages;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.Paint.Colour;
import dev.sluice.cli.view.ReleaseRows;
import dev.sluice.cli.view.Wrap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A policy, its newest release and their pods as a tree, with what can be done about it. */
final class PolicyTree {

    private final Paint paint;
    private final int columns;
    private final Instant now;

    PolicyTree(Paint paint, int columns, Instant now) {
        this.paint = paint;
        this.columns = columns;
        this.now = now;
    }

    List<String> lines(Seen seen) {
        PolicyView policy = new PolicyView(seen.policy());
        List<Branch> branches = new ArrayList<>();
        seen.release().ifPresent(release -> branches.add(new ReleaseBranch(paint, columns, now).of(release)));
        seen.arms().forEach(arm -> branches.add(new PodBranch(paint).of(arm)));
        List<String> lines = new ArrayList<>();
        lines.add(paint.paint(Colour.BOLD, "policy " + policy.namespace() + "/" + policy.name()) + "  "
                + paint.paint(ReleaseRows.colour(policy.phase()), policy.phase()) + since(seen));
        facts(policy).forEach(line -> lines.add((branches.isEmpty() ? "   " : "│  ") + line));
        lines.addAll(Branch.lines(branches));
        lines.addAll(Move.lines(policy, seen.release()));
        return lines;
    }

    private String since(Seen seen) {
        return seen.release()
                .filter(release -> !PolicyView.isEnded(release))
                .map(Release::getStatus)
                .map(status -> status.phaseSince)
                .map(since -> " for " + Ages.of(since, now))
                .orElse("");
    }

    private List<String> facts(PolicyView policy) {
        List<String> facts = new ArrayList<>(Wrap.lines(policy.message(), columns - 3));
        policy.status().conditions.stream()
                .filter(PolicyTree::isWarning)
                .map(condition -> "warning: " + Objects.requireNonNullElse(condition.message, ""))
                .flatMap(warning -> Wrap.lines(warning, columns - 3).stream())
                .forEach(line -> facts.add(paint.paint(Colour.YELLOW, line)));
        if (policy.status().serving != null && !policy.status().serving.images.isEmpty()) {
            facts.add("serving: " + String.join(", ", policy.status().serving.images));
        }
        return facts;
    }

    /** What the summary does not say. */
    private static boolean isWarning(Condition condition) {
        return ("Bypassed".equals(condition.type) && "True".equals(condition.status))
                || ("Metrics".equals(condition.type) && "False".equals(condition.status));
    }
}
