package dev.sluice.core.engine;

import dev.sluice.core.judge.process.ShareProcess;
import dev.sluice.core.pass.Capacity;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.CandidateView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the routing object to a weight and waits until it reads back and has settled. */
final class Shifts {

    private Shifts() {}

    /** What is left to do until the weight is carried; empty when it is and has settled. */
    static Optional<Decision> carry(Pass pass, Weights target) {
        if (!pass.state().traffic().set().equals(target)) {
            ReleaseState next = pass.state().with(pass.state().traffic().decided(target, pass.now()));
            return Optional.of(write(pass, restartStep(next), target));
        }
        Instant confirmed = pass.state().traffic().confirmedAt();
        if (confirmed == null) {
            return Optional.of(write(pass, pass.state(), target));
        }
        Duration left = Duration.between(pass.now(), confirmed.plus(Timing.SETTLE));
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        return Optional.of(pass.stay(
                left,
                ReasonCode.SETTLING,
                "The route reads back as %s; the mesh gets %s to follow."
                        .formatted(target, Spoken.duration(Timing.SETTLE))));
    }

    /** Adds to a decision what keeps the candidate whole while it carries what the Deployment can't. */
    static Decision keepingCandidate(Pass pass, Decision decision) {
        CandidateView candidate = pass.candidate();
        boolean isOurs = candidate == null || candidate.isOurs();
        boolean isWhole = StartPhases.isRightSize(candidate, Capacity.needed(100, pass.desired()));
        if (isWhole || !isOurs || pass.desired() == 0 || decision.next().phase() == Phase.ROLLING_BACK) {
            return decision;
        }
        List<Effect> effects = new ArrayList<>(decision.effects());
        effects.add(StartPhases.size(pass, 100));
        return new Decision(decision.next(), effects, decision.wakeAfter(), decision.reason());
    }

    private static ReleaseState restartStep(ReleaseState state) {
        return state.with(state.judge()
                .withLive(state.judge().live().restartStep())
                .withReturning(state.judge().returning().restartStep())
                .withShare(ShareProcess.start()));
    }

    private static Decision write(Pass pass, ReleaseState next, Weights target) {
        return pass.decide(
                next,
                Timing.READ_BACK,
                ReasonCode.SHIFTING_WEIGHT,
                "The candidate gets %d %% of the traffic.".formatted(target.candidate()),
                List.of(new Effect.Shift(target, pass.routeVersion())));
    }
}
