package dev.sluice.core.judge;

import dev.sluice.core.judge.process.Figures;
import dev.sluice.core.metric.Counts;

/**
 * What the judge says after a look, why, and on which numbers.
 *
 * @param cause the check that decided
 * @param evidence the numbers
 * @param fault what counts as an error
 */
public record Verdict(Cause cause, Evidence evidence, Fault fault) {

    /** What is to be done with the candidate's traffic. */
    public enum Kind {
        /** Take it away. */
        ROLLBACK,
        /** Leave it as it is. */
        HOLD,
        /** The next step may come. */
        ADVANCE
    }

    /** The check that decided, in the order in which they are asked. */
    public enum Cause {
        WORSE(Kind.ROLLBACK),
        NO_NEW_SAMPLES(Kind.HOLD),
        NO_BASELINE(Kind.HOLD),
        NO_CANDIDATE_REQUESTS(Kind.HOLD),
        TOO_FEW_SCRAPES(Kind.HOLD),
        SUSPICION(Kind.HOLD),
        HARMLESS(Kind.ADVANCE),
        UNDECIDED(Kind.HOLD);

        private final Kind kind;

        Cause(Kind kind) {
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }
    }

    public Kind kind() {
        return cause.kind;
    }

    /** The verdict in one or two sentences with its numbers, for someone who was just woken by it. */
    public String sentence() {
        return switch (cause) {
            case WORSE -> worse();
            case NO_NEW_SAMPLES ->
                "No new samples at this look; nothing is concluded from that. So far: %s."
                        .formatted(compared(evidence.total()));
            case NO_BASELINE ->
                "Stable answered no requests in this step, so there is nothing to compare with: %s."
                        .formatted(compared(evidence.step()));
            case NO_CANDIDATE_REQUESTS ->
                "The candidate got no requests in this step yet: %s.".formatted(compared(evidence.step()));
            case TOO_FEW_SCRAPES ->
                "Only %d of at least %d scrapes in this step: %s."
                        .formatted(evidence.scrapesInStep(), Judge.SCRAPES_PER_STEP, compared(evidence.step()));
            case SUSPICION -> suspicion();
            case HARMLESS -> harmless();
            case UNDECIDED -> undecided();
        };
    }

    private String worse() {
        return "The candidate %s more than it may: %s. Tolerated is %s. Evidence against it %s, rollback at %s."
                .formatted(
                        fault.does(),
                        lately(),
                        tolerated(evidence.tolerated(), evidence.parameters().delta()),
                        Figures.odds(evidence.lnRollback()),
                        Figures.odds(evidence.lnRollbackThreshold()));
    }

    private String suspicion() {
        return "The candidate is under suspicion and gets no more traffic: %s. Evidence against it %s, rollback at %s%s."
                .formatted(
                        lately(),
                        Figures.odds(evidence.lnRollback()),
                        Figures.odds(evidence.lnRollbackThreshold()),
                        " after %d %s of the candidate in %d scrapes (now %d in %d)"
                                .formatted(
                                        evidence.parameters().minErrors(),
                                        fault.plural(),
                                        evidence.parameters().minScrapes(),
                                        evidence.total().candidateErrors(),
                                        evidence.errorScrapes()));
    }

    private String harmless() {
        return "The candidate is fit for the next step: " + compared(evidence.step()) + ". Excluded is more than "
                + tolerated(evidence.toleratedToAdvance(), evidence.advanceDelta()) + ", on evidence of "
                + Figures.odds(evidence.lnAdvance()) + " (needed " + Figures.odds(evidence.lnAdvanceThreshold()) + ").";
    }

    private String undecided() {
        return "Not decided yet: " + compared(evidence.step()) + ". For the next step "
                + Figures.odds(evidence.lnAdvance()) + " of " + Figures.odds(evidence.lnAdvanceThreshold())
                + ", against it " + Figures.odds(evidence.lnRollback()) + " of "
                + Figures.odds(evidence.lnRollbackThreshold()) + needed() + ".";
    }

    private String lately() {
        String recent = compared(evidence.recent());
        return evidence.recent().equals(evidence.total())
                ? recent
                : "%s since %s set in (in all %s)".formatted(recent, fault.plural(), compared(evidence.total()));
    }

    private String needed() {
        return evidence.requestsNeeded() == Evidence.UNKNOWN
                ? ""
                : "; about " + evidence.requestsNeeded()
                        + " more candidate requests are needed if it is as good as stable";
    }

    private String tolerated(double limit, double delta) {
        return Figures.percent(limit) + " ("
                + Figures.number("0.###", evidence.parameters().rho()) + " x stable + "
                + Figures.number("0.###", delta * 100) + " points)";
    }

    private String compared(Counts counts) {
        return "candidate " + Figures.arm(counts.candidateErrors(), counts.candidateRequests(), fault.did())
                + ", stable " + Figures.arm(counts.stableErrors(), counts.stableRequests(), fault.did());
    }
}
