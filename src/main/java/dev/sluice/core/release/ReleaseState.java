package dev.sluice.core.release;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a release must remember between two passes. It is recorded before anything is done, so that a crash at any
 * point resumes from here.
 *
 * @param phaseSince when the phase began
 * @param pause why it waits; null unless Paused
 * @param wayBack how it goes back; null before it does
 * @param floor the autoscaler's minReplicas before the release; null when there is none to restore
 * @param handledIntents ids of intents that were carried out or refused, newest last; forgotten when nobody asks them
 *     any more
 * @param isCondemned whether evidence stands against the candidate, so that its weight never rises again
 */
public record ReleaseState(
        Phase phase,
        Instant phaseSince,
        Progress progress,
        TrafficRecord traffic,
        JudgeRecord judge,
        @Nullable PauseRecord pause,
        @Nullable WayBack wayBack,
        @Nullable Integer floor,
        List<String> handledIntents,
        boolean isCondemned) {

    public ReleaseState {
        handledIntents = List.copyOf(handledIntents);
    }

    public static ReleaseState start(Instant now) {
        return new ReleaseState(
                Phase.PENDING,
                now,
                Progress.start(now),
                TrafficRecord.atRest(now),
                JudgeRecord.start(now),
                null,
                null,
                null,
                List.of(),
                false);
    }

    public ReleaseState in(Phase next, Instant now) {
        return next == phase
                ? this
                : new ReleaseState(
                        next,
                        now,
                        progress,
                        traffic,
                        judge,
                        next == Phase.PAUSED ? pause : null,
                        wayBack,
                        floor,
                        handledIntents,
                        isCondemned);
    }

    public ReleaseState with(Progress newProgress) {
        return new ReleaseState(
                phase, phaseSince, newProgress, traffic, judge, pause, wayBack, floor, handledIntents, isCondemned);
    }

    public ReleaseState with(TrafficRecord newTraffic) {
        return new ReleaseState(
                phase, phaseSince, progress, newTraffic, judge, pause, wayBack, floor, handledIntents, isCondemned);
    }

    public ReleaseState with(JudgeRecord newJudge) {
        return new ReleaseState(
                phase, phaseSince, progress, traffic, newJudge, pause, wayBack, floor, handledIntents, isCondemned);
    }

    public ReleaseState pausedFor(PauseRecord newPause) {
        return new ReleaseState(
                phase, phaseSince, progress, traffic, judge, newPause, wayBack, floor, handledIntents, isCondemned);
    }

    public ReleaseState goingBack(@Nullable WayBack newWayBack) {
        return new ReleaseState(
                phase, phaseSince, progress, traffic, judge, pause, newWayBack, floor, handledIntents, isCondemned);
    }

    public ReleaseState withFloor(@Nullable Integer newFloor) {
        return new ReleaseState(
                phase, phaseSince, progress, traffic, judge, pause, wayBack, newFloor, handledIntents, isCondemned);
    }

    /**
     * An intent is answered.
     *
     * @param asked all that are still written down: one of these that was forgotten would be carried out again
     */
    public ReleaseState handled(String intentId, Collection<Intent> asked) {
        Set<String> open = asked.stream().map(Intent::id).collect(Collectors.toSet());
        List<String> ids = Stream.concat(handledIntents.stream().filter(open::contains), Stream.of(intentId))
                .toList();
        return new ReleaseState(phase, phaseSince, progress, traffic, judge, pause, wayBack, floor, ids, isCondemned);
    }

    /** Evidence stands against the candidate from now on. */
    public ReleaseState condemned() {
        return new ReleaseState(
                phase, phaseSince, progress, traffic, judge, pause, wayBack, floor, handledIntents, true);
    }
}
