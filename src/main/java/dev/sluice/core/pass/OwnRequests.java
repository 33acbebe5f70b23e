package dev.sluice.core.pass;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counts;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.policy.QuietPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.JudgeRecord.Own;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The requests that Sluice sends itself to a quiet service: when, and what becomes of their answers. */
public final class OwnRequests {

    private OwnRequests() {}

    /** How many each version is to get in this pass; 0 = none. Only while both are compared and both have traffic. */
    public static int due(ReleasePlan plan, ReleaseState state, Instant now) {
        QuietPlan quiet = plan.analysis().quiet();
        Instant confirmed = state.traffic().confirmedAt();
        boolean isCompared = state.phase() == Phase.SHIFTING || state.phase() == Phase.BAKING;
        boolean hasTraffic = state.traffic().set().candidate() > 0
                && state.traffic().configured().candidate() > 0
                && state.traffic().isConfirmed();
        if (quiet == null || confirmed == null || !isCompared || !hasTraffic) {
            return 0;
        }
        // Answers of the time in which a shift settles speak only against the candidate; they would be half a test.
        Instant from = confirmed.plus(Timing.SETTLE);
        Own own = state.judge().own();
        Instant last = own == null || own.sentAt().isBefore(from) ? from : own.sentAt();
        return quiet.due(Duration.between(last, now));
    }

    /** The record with what was sent in this pass. */
    static JudgeRecord sent(Pass pass) {
        JudgeRecord judge = pass.state().judge();
        Measurement<Cell> answers = pass.seen().counted().quiet();
        if (answers == null) {
            return judge;
        }
        Counts before = judge.own() == null ? Counts.ZERO : judge.own().counts();
        return judge.withOwn(answers.fold(
                cell -> new Own(pass.now(), before.plus(cell), ""),
                missing -> new Own(pass.now(), before, missing),
                failed -> new Own(pass.now(), before, failed)));
    }

    /** What was answered in this pass; null without any answer that says something. */
    static @Nullable Cell answered(Pass pass) {
        Measurement<Cell> answers = pass.seen().counted().quiet();
        return answers == null ? null : answers.<@Nullable Cell>fold(cell -> cell, missing -> null, failed -> null);
    }

    /** What the metric source counted, and these answers as one more stratum. */
    static Increments joined(Increments counted, Cell own) {
        boolean isNewer = counted.newest() == null || own.end().isAfter(counted.newest());
        return new Increments(
                Stream.concat(counted.cells().stream(), Stream.of(own)).toList(),
                counted.latency(),
                counted.next(),
                isNewer ? own.end() : counted.newest(),
                counted.scrapeInterval(),
                counted.remarks());
    }

    /** These answers alone, where the metric source has counted nothing. */
    static Increments alone(Pass pass, Cell own) {
        JudgeRecord.Looks looks = pass.state().judge().looks();
        return new Increments(List.of(own), looks.cursor(), own.end(), looks.scrapeInterval());
    }

    static List<Cell> ofUsers(List<Cell> cells) {
        return cells.stream().filter(cell -> !cell.isOwn()).toList();
    }

    /** What people should know of them; empty where none were sent. */
    public static String sentence(JudgeRecord judge) {
        Own own = judge.own();
        if (own == null) {
            return "";
        }
        Counts counts = own.counts();
        String sent = counts.equals(Counts.ZERO)
                ? ""
                : " Of these requests %d of the candidate's and %d of stable's were Sluice's own; %d and %d of them failed."
                        .formatted(
                                counts.candidateRequests(),
                                counts.stableRequests(),
                                counts.candidateErrors(),
                                counts.stableErrors());
        return own.problem().isEmpty() ? sent : sent + " " + own.problem();
    }
}
