package dev.sluice.cli.view;

import static java.util.Objects.requireNonNullElse;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus.EvidenceStatus;
import dev.sluice.cli.view.Paint.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a release stands, fact by fact. */
public final class ReleaseRows {

    private static final int BAR = 16;

    private final Paint paint;
    private final int columns;

    /**
     * Shows releases in a column of this width.
     *
     * @param columns what a fact may take, without its label
     */
    public ReleaseRows(Paint paint, int columns) {
        this.paint = paint;
        this.columns = columns;
    }

    /** Phase, weight, evidence and requests. */
    public List<Row> of(Release release) {
        ReleaseStatus status = requireNonNullElse(release.getStatus(), new ReleaseStatus());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("phase", phase(status)));
        rows.add(weight(requireNonNullElse(status.traffic, new ReleaseStatus.Traffic())));
        rows.addAll(evidence(status.evidence));
        return rows;
    }

    /** The newest decision as sentences, in so many lines or fewer. */
    public Row decision(Release release, int lines) {
        ReleaseStatus status = requireNonNullElse(release.getStatus(), new ReleaseStatus());
        List<String> wrapped = Wrap.lines(requireNonNullElse(status.message, ""), columns);
        return new Row("because", wrapped.subList(0, Math.min(lines, wrapped.size())));
    }

    private String phase(ReleaseStatus status) {
        String phase = requireNonNullElse(status.phase, "Pending");
        boolean isEnded = status.endedAt != null;
        return paint.paint(colour(phase), phase)
                + (isEnded || status.step == null ? "" : ", step " + status.step.replace("/", " of "));
    }

    /** The colour that a phase has everywhere. */
    public static Colour colour(String phase) {
        return switch (phase) {
            case "Succeeded" -> Colour.GREEN;
            case "RolledBack", "RollingBack" -> Colour.RED;
            case "Paused", "Superseded", "Withdrawn" -> Colour.YELLOW;
            default -> Colour.CYAN;
        };
    }

    private Row weight(ReleaseStatus.Traffic traffic) {
        int set = requireNonNullElse(traffic.set, 0);
        String observed = traffic.observed == null ? "–" : number(traffic.observed) + " %";
        String bar = paint.paint(Colour.CYAN, Bar.of(set / 100.0, BAR));
        String text = set + " % set, " + requireNonNullElse(traffic.configured, 0) + " % routed, " + observed + " seen";
        return Row.of("weight", columns < 44 ? text : bar + " " + text);
    }

    private List<Row> evidence(@Nullable EvidenceStatus evidence) {
        if (evidence == null) {
            return List.of(
                    Row.of("requests", "none counted yet"), Row.of("for a step", "–"), Row.of("against it", "–"));
        }
        return List.of(
                Row.of("requests", requests(evidence)),
                Row.of("for a step", odds(evidence.forNextStep, evidence.advanceAt, Colour.GREEN)),
                Row.of("against it", odds(evidence.against, evidence.rollbackAt, Colour.RED)));
    }

    private static String requests(EvidenceStatus evidence) {
        long requests = requireNonNullElse(evidence.candidateRequests, 0L);
        long errors = requireNonNullElse(evidence.candidateErrors, 0L);
        return count(requests) + " to the new one, " + count(errors) + " failed";
    }

    private String odds(@Nullable Double odds, @Nullable Double goal, Colour colour) {
        double now = requireNonNullElse(odds, 1.0);
        double at = requireNonNullElse(goal, 1.0);
        String bar = paint.paint(colour, Bar.of(Bar.progress(now, at), BAR));
        return bar + " " + Bar.odds(now) + " of " + Bar.odds(at);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.1f", number);
    }
}
