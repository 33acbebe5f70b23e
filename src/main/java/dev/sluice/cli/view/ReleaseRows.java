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

    /** Label of the evidence for more traffic. */
    public static final String NEXT_STEP = "next step";

    private static final int BAR = 16;
    /** Stands where there is nothing to say. */
    public static final String NOTHING = "–";

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

    /** Phase, weight, requests and evidence; always as many rows. */
    public List<Row> of(Release release) {
        ReleaseStatus status = requireNonNullElse(release.getStatus(), new ReleaseStatus());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("phase", phase(status)));
        rows.add(weight(requireNonNullElse(status.traffic, new ReleaseStatus.Traffic())));
        rows.addAll(requests(release));
        rows.addAll(evidence(status.evidence));
        return rows;
    }

    /** What both versions answered. */
    public List<Row> requests(Release release) {
        EvidenceStatus evidence = release.getStatus() == null ? null : release.getStatus().evidence;
        if (evidence == null) {
            return List.of(Row.of("candidate", "no requests counted yet"), Row.of("stable", NOTHING));
        }
        return List.of(
                Row.of("candidate", failed(evidence.candidateErrors, evidence.candidateRequests)),
                Row.of("stable", failed(evidence.stableErrors, evidence.stableRequests)));
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
                + (isEnded || status.step == null || status.step.startsWith("0/")
                        ? ""
                        : ", step " + status.step.replace("/", " of "));
    }

    /** The colour that a phase has everywhere. */
    public static Colour colour(String phase) {
        return switch (phase) {
            case "Succeeded", "Ready" -> Colour.GREEN;
            case "RolledBack", "RollingBack", "Invalid", "Refused" -> Colour.RED;
            case "Paused", "Superseded", "Withdrawn" -> Colour.YELLOW;
            default -> Colour.CYAN;
        };
    }

    private Row weight(ReleaseStatus.Traffic traffic) {
        int set = requireNonNullElse(traffic.set, 0);
        String observed = traffic.observed == null ? NOTHING : number(traffic.observed) + " %";
        String bar = paint.paint(Colour.CYAN, Bar.of(set / 100.0, BAR));
        String text = set + " % set, " + requireNonNullElse(traffic.configured, 0) + " % routed, " + observed + " seen";
        return Row.of("weight", columns < 44 ? text : bar + " " + text);
    }

    private List<Row> evidence(@Nullable EvidenceStatus evidence) {
        if (evidence == null) {
            return List.of(Row.of(NEXT_STEP, NOTHING), Row.of("roll back", NOTHING));
        }
        return List.of(
                Row.of(NEXT_STEP, odds(evidence.forNextStep, evidence.advanceAt, Colour.GREEN)),
                Row.of("roll back", odds(evidence.against, evidence.rollbackAt, Colour.RED)));
    }

    private static String failed(@Nullable Long failed, @Nullable Long answered) {
        long errors = requireNonNullElse(failed, 0L);
        long requests = requireNonNullElse(answered, 0L);
        return requests == 0
                ? "no requests"
                : "%s of %s failed (%s)".formatted(count(errors), count(requests), percent((double) errors / requests));
    }

    private String odds(@Nullable Double odds, @Nullable Double goal, Colour colour) {
        double now = requireNonNullElse(odds, 1.0);
        double at = requireNonNullElse(goal, 1.0);
        String bar = paint.paint(colour, Bar.of(Bar.progress(now, at), BAR));
        return bar + " " + Bar.odds(now) + ":1, comes at " + Bar.odds(at) + ":1";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** As many digits as tell a few failures in many requests from none. */
    private static String percent(double rate) {
        return (rate == 0 ? "0" : String.format(Locale.ROOT, rate >= 0.01 ? "%.1f" : "%.3f", rate * 100)) + " %";
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.1f", number);
    }
}
