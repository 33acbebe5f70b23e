package dev.sluice.core.gate;

import dev.sluice.core.pass.Intake;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Intent;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.Progress;
import dev.sluice.core.release.Reason;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.WayBack;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries out what people ask, one intent a pass, oldest first; an abort overtakes the others. */
final class IntentGate {

    /** Phases that go on with traffic: from weight 0 they begin at the first step again. */
    private static final Set<Phase> WITH_TRAFFIC = EnumSet.of(Phase.SHIFTING, Phase.BAKING, Phase.PROMOTING);

    private IntentGate() {}

    static Optional<Decision> check(Pass pass) {
        List<Intent> open = pass.seen().intents().stream()
                .filter(intent -> !pass.state().handledIntents().contains(intent.id()))
                .toList();
        return open.stream()
                .filter(intent -> intent.kind() == Intent.Kind.ABORT)
                .findFirst()
                .or(() -> open.stream().findFirst())
                .map(intent -> carryOut(
                        pass.with(pass.state().handled(intent.id(), pass.seen().intents())), intent));
    }

    private static Decision carryOut(Pass pass, Intent intent) {
        return switch (intent.kind()) {
            case ABORT -> abort(pass, intent);
            case PAUSE -> pause(pass, intent);
            case RESUME -> resume(pass, intent);
            case PROMOTE -> push(pass, intent, 1);
            case PROMOTE_FULL -> push(pass, intent, Progress.ALL);
            case RETRY -> retry(pass, intent);
        };
    }

    private static Decision abort(Pass pass, Intent intent) {
        String sentence = said(intent, "aborted the release") + " All traffic goes to the last good revision.";
        WayBack back = pass.state().wayBack();
        if (pass.state().phase() == Phase.ROLLING_BACK && back != null) {
            boolean canRefuse = back.outcome() == Phase.PAUSED || back.outcome() == Phase.ROLLED_BACK;
            WayBack refused = canRefuse ? back.refusing() : back;
            return again(pass.state().goingBack(refused), ReasonCode.ABORTED, sentence);
        }
        return WaysBack.to(pass.with(pass.state().condemned()), Phase.ROLLED_BACK, ReasonCode.ABORTED, sentence);
    }

    private static Decision pause(Pass pass, Intent intent) {
        Phase phase = pass.state().phase();
        if (phase == Phase.PAUSED || phase == Phase.ROLLING_BACK) {
            return refused(pass, intent, "the release is " + phase.title());
        }
        String sentence = said(intent, "paused the release") + " The weight stays at " + pass.setWeight() + ".";
        ReleaseState paused = pass.state()
                .in(Phase.PAUSED, pass.now())
                .pausedFor(new PauseRecord(ReasonCode.PAUSED_BY_PERSON, phase, pass.now(), false, sentence));
        return again(paused, ReasonCode.PAUSED_BY_PERSON, sentence);
    }

    private static Decision resume(Pass pass, Intent intent) {
        PauseRecord pause = pass.state().pause();
        if (pass.state().phase() != Phase.PAUSED || pause == null) {
            return refused(
                    pass,
                    intent,
                    "the release is not paused but " + pass.state().phase().title());
        }
        if (pause.isFinal() || pass.state().isCondemned()) {
            return refused(pass, intent, "evidence stands against the candidate; retry or abort the release");
        }
        return again(resumed(pass, pause), ReasonCode.INTENT_CARRIED_OUT, said(intent, "resumed the release"));
    }

    private static ReleaseState resumed(Pass pass, PauseRecord pause) {
        boolean mustStartAgain = pass.setWeight() == 0 && WITH_TRAFFIC.contains(pause.resumeTo());
        Duration waited = Duration.between(pause.since(), pass.now());
        ReleaseState state = pass.state()
                .with(pass.state().progress().delayed(waited))
                .in(mustStartAgain ? Phase.STARTING : pause.resumeTo(), pass.now());
        // The outage that led here is over by the person's word; the samples decide anew.
        return state.with(state.judge().withLooks(Intake.freshLooks(pass)));
    }

    private static Decision push(Pass pass, Intent intent, int steps) {
        PauseRecord pause = pass.state().pause();
        Phase phase = pass.state().phase();
        boolean waits = phase == Phase.PAUSED && pause != null && !pause.isFinal();
        boolean moves = phase.isBeforePromotion() || waits;
        if (!moves || pass.state().isCondemned()) {
            return refused(pass, intent, "the release is " + phase.title() + " and has nothing to promote");
        }
        ReleaseState state = waits && pause != null ? resumed(pass, pause) : pass.state();
        String what = steps == Progress.ALL ? "promoted the release through all steps" : "promoted the release a step";
        return again(state.with(state.progress().pushed(steps)), ReasonCode.INTENT_CARRIED_OUT, said(intent, what));
    }

    private static Decision retry(Pass pass, Intent intent) {
        PauseRecord pause = pass.state().pause();
        if (pass.state().phase() != Phase.PAUSED || pause == null || !pause.isFinal()) {
            return refused(pass, intent, "only a refused release can be retried");
        }
        ReleaseState fresh = ReleaseState.start(pass.now());
        ReleaseState again = new ReleaseState(
                pass.state().phase(),
                pass.state().phaseSince(),
                fresh.progress(),
                pass.state().traffic(),
                fresh.judge(),
                pause,
                null,
                pass.state().floor(),
                pass.state().handledIntents(),
                false);
        return again(
                again.in(Phase.PENDING, pass.now()),
                ReasonCode.INTENT_CARRIED_OUT,
                said(intent, "retried the release"));
    }

    private static Decision refused(Pass pass, Intent intent, String why) {
        return again(
                pass.state(),
                ReasonCode.INTENT_REFUSED,
                said(intent, "asked to " + intent.kind().name().toLowerCase(java.util.Locale.ROOT)) + " Refused: " + why
                        + ".");
    }

    private static Decision again(ReleaseState next, ReasonCode code, String sentence) {
        return new Decision(next, List.of(), Duration.ZERO, new Reason(code, sentence));
    }

    private static String said(Intent intent, String what) {
        String why = intent.reason().isBlank() ? "" : " (" + intent.reason() + ")";
        return (intent.actor().isBlank() ? "Somebody" : intent.actor()) + " " + what + why + ".";
    }
}
