package dev.sluice.core.pass;

import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.process.CeilingProcess;
import dev.sluice.core.judge.process.ShareProcess;
import dev.sluice.core.judge.trial.Trial;
import dev.sluice.core.judge.trial.TrialParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counts;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.JudgeRecord.Looks;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.TrafficRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes what a pass saw into the state, before anything is decided on it. */
public final class Intake {

    private Intake() {}

    public static Pass take(Pass pass) {
        ReleaseState state = pass.state();
        if (pass.seen().traffic() != null) {
            TrafficRecord traffic = state.traffic().seen(pass.seen().traffic().configured(), pass.now());
            state = state.with(traffic);
        }
        state = SideLooks.take(pass.with(state));
        Pass seen = pass.with(state.with(OwnRequests.sent(pass.with(state))));
        Cell own = OwnRequests.answered(pass);
        Measurement<Increments> increments = pass.seen().counted().increments();
        return increments == null
                ? seen
                : seen.with(increments.fold(
                        value -> counted(seen, own == null ? value : OwnRequests.joined(value, own)),
                        missing -> own == null
                                ? failed(seen, missing, false)
                                : counted(seen, OwnRequests.alone(seen, own)),
                        failed -> failed(own == null ? seen : onlyOwn(seen, own), failed, true)));
    }

    /** Answers that came are evidence in an outage too; that users' requests can't be seen stays what it is. */
    private static Pass onlyOwn(Pass pass, Cell own) {
        return pass.with(judged(pass, OwnRequests.alone(pass, own)));
    }

    /** Looks that begin now: what was missed while nobody looked is no outage. */
    public static Looks freshLooks(Pass pass) {
        Looks looks = pass.state().judge().looks();
        return new Looks(looks.cursor(), pass.now(), looks.scrapeInterval(), "", false);
    }

    private static ReleaseState failed(Pass pass, String problem, boolean isOutage) {
        JudgeRecord judge = pass.state().judge();
        return pass.state().with(judge.withLooks(judge.looks().failed(problem, isOutage)));
    }

    private static ReleaseState counted(Pass pass, Increments increments) {
        JudgeRecord judge = pass.state().judge();
        Looks looks = judge.looks();
        Instant newest = increments.newest() == null ? looks.newest() : later(increments.newest(), looks.newest());
        Looks read = new Looks(
                increments.next(),
                newest,
                increments.scrapeInterval() == null ? looks.scrapeInterval() : increments.scrapeInterval(),
                "",
                false);
        ReleaseState state = pass.state().with(judge.withLooks(read));
        return increments.cells().isEmpty() ? state : judged(pass.with(state), increments);
    }

    private static ReleaseState judged(Pass pass, Increments increments) {
        List<Cell> cells = increments.cells();
        Phase phase = pass.effectivePhase();
        ReleaseState state = pass.state();
        return switch (phase) {
            case PROMOTING -> state.with(alone(pass, cells));
            case RETURNING -> state.with(returning(pass, cells));
            default -> state.with(live(pass, increments)).with(state.traffic().observed(observedRatio(pass, cells)));
        };
    }

    /** What was counted while the shift settled speaks against the candidate, but not for it at its new weight. */
    private static JudgeRecord live(Pass pass, Increments increments) {
        List<Cell> cells = increments.cells();
        JudgeRecord judge = pass.state().judge();
        Trial live = trial(pass, increments);
        ShareProcess share = judge.share();
        double weight = pass.state().traffic().configured().ratio();
        for (Cell cell : settled(pass, OwnRequests.ofUsers(cells))) {
            share = share.isContradicted() ? ShareProcess.start() : share;
            share = share.observe(cell, weight);
        }
        Counts since = judge.fixed().sinceCheck();
        for (Cell cell : cells) {
            since = since.plus(cell);
        }
        return judge.withLive(live).withShare(share).withFixed(judge.fixed().counting(since));
    }

    private static Trial trial(Pass pass, Increments increments) {
        double next = Ladder.above(pass.steps(), pass.setWeight()) / 100.0;
        TrialParameters parameters = pass.trialParameters();
        Trial trial = pass.state().judge().live();
        Increments early = increments.where(isSettled(pass).negate());
        Increments late = increments.where(isSettled(pass));
        if (!early.cells().isEmpty()) {
            trial = trial.observe(early.cells(), early.latency(), next, parameters)
                    .restartStep();
        }
        return late.cells().isEmpty()
                ? trial
                : trial.observe(late.cells(), late.latency(), next, parameters)
                        .completing(
                                OwnRequests.ofUsers(late.cells()),
                                pass.state().traffic().configured().ratio());
    }

    private static JudgeRecord returning(Pass pass, List<Cell> cells) {
        JudgeRecord judge = pass.state().judge();
        List<Cell> swapped = cells.stream().map(Cell::swapped).toList();
        return judge.withReturning(
                twoParts(pass, swapped, judge.returning(), (s, part) -> s.observe(part, 1, pass.otherParameters())));
    }

    private static JudgeRecord alone(Pass pass, List<Cell> cells) {
        JudgeRecord judge = pass.state().judge();
        double ceiling = CeilingProcess.ceiling(knownBaseline(judge), pass.otherParameters());
        CeilingProcess process = judge.alone();
        for (Cell cell : Cell.joined(cells)) {
            process =
                    process.observe(cell.candidateRequests(), cell.candidateErrors(), ceiling, pass.otherParameters());
        }
        return judge.withAlone(process);
    }

    private static Counts knownBaseline(JudgeRecord judge) {
        Counts live = judge.live().errors().total();
        Counts past = judge.baseline().counts();
        return new Counts(
                0, 0, live.stableRequests() + past.stableRequests(), live.stableErrors() + past.stableErrors());
    }

    /** Folds cells into a state: those from before the shift settled first, then the step begins anew, then the rest. */
    private static JudgeState twoParts(Pass pass, List<Cell> cells, JudgeState state, Fold fold) {
        List<Cell> early = cells.stream().filter(isSettled(pass).negate()).toList();
        JudgeState next = early.isEmpty() ? state : fold.apply(state, early).restartStep();
        List<Cell> late = settled(pass, cells);
        return late.isEmpty() ? next : fold.apply(next, late);
    }

    private static List<Cell> settled(Pass pass, List<Cell> cells) {
        return cells.stream().filter(isSettled(pass)).toList();
    }

    private static Predicate<Cell> isSettled(Pass pass) {
        Instant confirmed = pass.state().traffic().confirmedAt();
        if (confirmed == null) {
            return cell -> false;
        }
        Instant from = confirmed.plus(Timing.SETTLE);
        return cell -> cell.end().isAfter(from);
    }

    private static @Nullable Double observedRatio(Pass pass, List<Cell> cells) {
        Counts counts = sum(settled(pass, OwnRequests.ofUsers(cells)));
        long all = counts.candidateRequests() + counts.stableRequests();
        return all == 0 ? pass.state().traffic().observedRatio() : (Double) (counts.candidateRequests() / (double) all);
    }

    static Counts sum(List<Cell> cells) {
        Counts sum = Counts.ZERO;
        for (Cell cell : cells) {
            sum = sum.plus(cell);
        }
        return sum;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private interface Fold {
        JudgeState apply(JudgeState state, List<Cell> cells);
    }

    /** The cursor of a release that begins to look now. */
    public static JudgeRecord startingToLook(Pass pass) {
        JudgeRecord judge = pass.state().judge();
        Looks looks = new Looks(
                MetricCursor.startingAt(pass.now()), pass.now(), judge.looks().scrapeInterval(), "", false);
        return judge.withLooks(looks)
                .withFixed(new JudgeRecord.FixedPace(judge.fixed().checks(), Counts.ZERO, pass.now(), false));
    }
}
