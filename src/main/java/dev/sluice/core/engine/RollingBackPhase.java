package dev.sluice.core.engine;

import dev.sluice.core.pass.Capacity;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.Reason;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.WayBack;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.TemplateState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** RollingBack: what served before serves again, then nothing of the release is left. */
final class RollingBackPhase {

    private RollingBackPhase() {}

    static Decision decide(Pass pass) {
        WayBack back = Objects.requireNonNull(pass.state().wayBack(), "RollingBack always has a way back");
        if (back.deploymentTouched() && pass.seen().workload() != null) {
            Optional<Decision> undo = undo(pass);
            if (undo.isPresent()) {
                return undo.get();
            }
        }
        return Finish.left(pass, !back.keepCandidate()).orElseGet(() -> end(pass, back));
    }

    /** Brings the serving revision back under the Deployment; the traffic follows its ready pods. */
    private static Optional<Decision> undo(Pass pass) {
        RollView roll = pass.roll();
        boolean isWhole = roll.servingReady() >= pass.desired() && roll.ready() == roll.servingReady();
        if (isWhole && pass.deployment().isPaused()) {
            return Optional.empty();
        }
        Optional<Decision> ahead = candidateFirst(pass);
        if (ahead.isPresent()) {
            return ahead;
        }
        List<Effect> effects = new ArrayList<>(backToServing(pass, isWhole));
        ReleaseState state = pass.state();
        int share = Capacity.stableShare(roll.servingReady(), pass.desired());
        Weights least = new Weights(100 - share);
        boolean mayLower =
                pass.seen().traffic() != null && least.compareTo(state.traffic().configured()) < 0;
        if (mayLower) {
            state = state.with(state.traffic().decided(least, pass.now()));
            effects.add(new Effect.Shift(least, pass.routeVersion()));
        }
        return Optional.of(pass.decide(
                state,
                Timing.PODS.dividedBy(2),
                ReasonCode.DEPLOYMENT_NOT_READY,
                "%d of %d serving pods are ready again; the traffic follows them."
                        .formatted(roll.servingReady(), pass.desired()),
                effects));
    }

    /**
     * Users on pods that are about to go change over to the candidate first, which runs the same revision. It has
     * evidence or a person against it, but nobody to answer is worse; from there the traffic follows the serving pods.
     */
    private static Optional<Decision> candidateFirst(Pass pass) {
        boolean isAboutToGo = pass.deployment().templateState() != TemplateState.SERVING;
        boolean hasTraffic = pass.seen().traffic() != null
                && 100 - pass.state().traffic().configured().candidate()
                        > Capacity.stableShare(pass.roll().servingReady(), pass.desired());
        boolean canTakeAll = pass.candidateReady() >= Capacity.needed(100, pass.desired());
        boolean isUnderWay = pass.state().traffic().set().equals(Weights.CANDIDATE);
        return isAboutToGo && canTakeAll && (hasTraffic || isUnderWay)
                ? Shifts.carry(pass, Weights.CANDIDATE).or(() -> drained(pass))
                : Optional.empty();
    }

    private static Optional<Decision> drained(Pass pass) {
        Duration rest = Finish.drainRest(pass);
        return rest.isZero()
                ? Optional.empty()
                : Optional.of(pass.stay(
                        rest, ReasonCode.DRAINING, "The Deployment drains for " + Spoken.duration(rest) + "."));
    }

    private static List<Effect> backToServing(Pass pass, boolean isWhole) {
        DeploymentView deployment = pass.deployment();
        TemplateState template = deployment.templateState();
        boolean isLost = template == TemplateState.OTHER && !pass.roll().hasServingSet();
        if (template == TemplateState.JUDGED || isLost) {
            return List.of(new Effect.Restore(pass.subject().serving(), deployment.version()));
        }
        if (template == TemplateState.OTHER) {
            // A newer template is the user's and stays; the pods are chosen under it, while it is held. Only where
            // no ReplicaSet of what serves is left to choose, it gives way.
            return deployment.isPaused()
                    ? List.of(new Effect.ServeOnly(pass.roll().servingUid()))
                    : List.of(new Effect.Hold(Effect.Hold.ANY));
        }
        if (isWhole) {
            return List.of(new Effect.Hold(deployment.version()));
        }
        return deployment.isPaused() ? List.of(new Effect.Resume(deployment.version())) : List.of();
    }

    private static Decision end(Pass pass, WayBack back) {
        List<Effect> effects = pass.seen().workload() == null
                ? List.of(new Effect.ClearRoute(), new Effect.DeleteCandidate())
                : List.of();
        ReleaseState ended = pass.state().in(back.outcome(), pass.now());
        if (back.outcome() == Phase.PAUSED) {
            boolean isFinal = pass.state().isCondemned();
            ended = ended.goingBack(null)
                    .pausedFor(new PauseRecord(back.cause(), back.resumeTo(), pass.now(), isFinal, back.sentence()));
        }
        ReasonCode code = back.outcome() == Phase.ROLLED_BACK ? ReasonCode.ROLLED_BACK : back.cause();
        return new Decision(ended, effects, Duration.ZERO, new Reason(code, back.sentence()));
    }
}
