package dev.sluice.cli.look;

import static java.util.Objects.requireNonNullElse;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus.DecisionStatus;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.view.Ages;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.Paint.Colour;
import dev.sluice.cli.view.ReleaseRows;
import dev.sluice.cli.view.Row;
import dev.sluice.cli.view.SideBySide;
import dev.sluice.cli.view.Wrap;
import dev.sluice.core.release.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release as a part of the tree: where it stands, or how it ended, and why. */
final class ReleaseBranch {

    private static final int DECISIONS = 5;
    private static final int LABEL = 12;
    private static final int STROKES = 3;

    private final Paint paint;
    private final int columns;
    private final Instant now;

    ReleaseBranch(Paint paint, int columns, Instant now) {
        this.paint = paint;
        this.columns = columns;
        this.now = now;
    }

    Branch of(Release release) {
        boolean isEnded = PolicyView.isEnded(release);
        String images =
                release.getSpec().candidate == null ? "" : "  " + String.join(", ", release.getSpec().candidate.images);
        String title =
                (isEnded ? "last release " : "release ") + release.getMetadata().getName();
        int width = columns - STROKES - LABEL;
        List<Row> rows = new ArrayList<>(isEnded ? end(release, width) : new ReleaseRows(paint, width).of(release));
        if (!isEnded) {
            PolicyView.openIntents(release)
                    .forEach(intent ->
                            rows.add(Row.of("asked", paint.paint(Colour.YELLOW, intent + ": not carried out yet"))));
        }
        if (PolicyView.phase(release).equals(Phase.ROLLING_BACK.title())) {
            rows.removeIf(row -> row.label().equals(ReleaseRows.NEXT_STEP));
        }
        rows.removeIf(row -> row.lines().equals(List.of(ReleaseRows.NOTHING)));
        rows.addAll(decisions(release.getStatus(), width));
        return new Branch(paint.paint(Colour.BOLD, title) + images, SideBySide.lines(List.of(rows), width), List.of());
    }

    private List<Row> end(Release release, int width) {
        ReleaseStatus status = release.getStatus();
        String phase = PolicyView.phase(release);
        Integer highest = status.traffic == null ? null : status.traffic.highest;
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(
                "ended",
                paint.paint(ReleaseRows.colour(phase), phase) + " " + Ages.of(status.endedAt, now) + " ago"
                        + took(release.getMetadata().getCreationTimestamp(), status.endedAt)
                        + ", got up to " + requireNonNullElse(highest, 0) + " % of the traffic"));
        if (status.evidence != null) {
            rows.addAll(new ReleaseRows(paint, width).requests(release));
        }
        return rows;
    }

    private static String took(@Nullable String began, @Nullable String ended) {
        return began == null || ended == null
                ? ""
                : " after " + Ages.of(Duration.between(Instant.parse(began), Instant.parse(ended)));
    }

    private List<Row> decisions(@Nullable ReleaseStatus status, int width) {
        if (status == null) {
            return List.of();
        }
        List<DecisionStatus> all = status.decisions;
        return all.subList(Math.max(0, all.size() - DECISIONS), all.size()).stream()
                .map(decision -> new Row(time(decision.time), Wrap.lines(sentence(decision), width)))
                .toList();
    }

    private static String sentence(DecisionStatus decision) {
        int count = requireNonNullElse(decision.count, 1);
        return requireNonNullElse(decision.phase, "") + " " + requireNonNullElse(decision.weight, 0) + " %: "
                + requireNonNullElse(decision.message, "") + (count > 1 ? " (" + count + " times)" : "");
    }

    /** In UTC, as logs have it, and said so; the date alone for what is a day old. */
    private String time(@Nullable String time) {
        if (time == null || !time.contains("T")) {
            return "";
        }
        boolean isOld = Duration.between(Instant.parse(time), now).toHours() >= 24;
        return isOld ? time.substring(0, time.indexOf('T')) : time.substring(time.indexOf('T') + 1);
    }
}
