package dev.sluice.cli.look;

import static java.util.Objects.requireNonNullElse;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus.DecisionStatus;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.Paint.Colour;
import dev.sluice.cli.view.ReleaseRows;
import dev.sluice.cli.view.Row;
import dev.sluice.cli.view.SideBySide;
import dev.sluice.cli.view.Wrap;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** A policy, its newest release and their pods as a tree. */
final class PolicyTree {

    private static final int DECISIONS = 5;
    private static final String INDENT = "     ";

    private final Paint paint;
    private final int columns;

    PolicyTree(Paint paint, int columns) {
        this.paint = paint;
        this.columns = columns;
    }

    List<String> lines(Seen seen) {
        PolicyView policy = new PolicyView(seen.policy());
        List<String> lines = new ArrayList<>();
        lines.add(paint.paint(Colour.BOLD, "policy " + policy.namespace() + "/" + policy.name()) + "  "
                + paint.paint(ReleaseRows.colour(policy.phase()), policy.phase()));
        Wrap.lines(policy.message(), columns - 3).forEach(line -> lines.add("│  " + line));
        seen.release().ifPresent(release -> addRelease(lines, release));
        seen.arms().forEach(arm -> addArm(lines, arm));
        return lines;
    }

    private void addRelease(List<String> lines, Release release) {
        lines.add("├─ "
                + paint.paint(Colour.BOLD, "release " + release.getMetadata().getName()) + "  "
                + String.join(", ", images(release)));
        int width = columns - INDENT.length() - 12;
        List<Row> rows = new ReleaseRows(paint, width).of(release);
        SideBySide.lines(List.of(rows), width).forEach(line -> lines.add("│  " + line));
        if (release.getStatus() != null) {
            List<DecisionStatus> decisions = release.getStatus().decisions;
            decisions
                    .subList(Math.max(0, decisions.size() - DECISIONS), decisions.size())
                    .forEach(decision -> lines.addAll(decision(decision)));
        }
    }

    private static List<String> images(Release release) {
        return release.getSpec().candidate == null ? List.of() : release.getSpec().candidate.images;
    }

    private List<String> decision(DecisionStatus decision) {
        String time = requireNonNullElse(decision.time, "").replaceAll(".*T|Z", "");
        int count = requireNonNullElse(decision.count, 1);
        String text = requireNonNullElse(decision.phase, "") + " " + requireNonNullElse(decision.weight, 0) + " %: "
                + requireNonNullElse(decision.message, "") + (count > 1 ? " (" + count + " times)" : "");
        List<String> lines = new ArrayList<>();
        Wrap.lines(text, columns - 13)
                .forEach(line -> lines.add("│  " + Paint.pad(lines.isEmpty() ? time : "", 9) + " " + line));
        return lines;
    }

    private void addArm(List<String> lines, Seen.Arm arm) {
        lines.add("├─ " + paint.paint(Colour.BOLD, arm.role() + " " + arm.deployment()) + "  " + arm.ready() + " of "
                + arm.wanted() + " ready");
        arm.pods().forEach(pod -> lines.add("│  └─ " + pod(pod)));
    }

    private String pod(Pod pod) {
        List<ContainerStatus> containers =
                pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
        boolean isReady =
                !containers.isEmpty() && containers.stream().allMatch(one -> Boolean.TRUE.equals(one.getReady()));
        String waiting = containers.stream()
                .filter(one -> one.getState() != null && one.getState().getWaiting() != null)
                .map(one -> " " + one.getState().getWaiting().getReason())
                .findFirst()
                .orElse("");
        int restarts = containers.stream()
                .mapToInt(one -> requireNonNullElse(one.getRestartCount(), 0))
                .sum();
        return pod.getMetadata().getName() + "  "
                + (isReady ? paint.paint(Colour.GREEN, "ready") : paint.paint(Colour.YELLOW, "not ready" + waiting))
                + (restarts == 0 ? "" : ", " + restarts + " restarts");
    }
}
