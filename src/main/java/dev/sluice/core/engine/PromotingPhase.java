package dev.sluice.core.engine;

import dev.sluice.core.pass.Capacity;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.PodProblem;
import dev.sluice.core.workload.RollView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Promoting: the candidate carries all, the Deployment rolls natively without traffic. */
final class PromotingPhase {

    /** The roll may take this many times what the candidate's pods may take to get ready. */
    private static final int ROLL_PATIENCE = 6;

    private PromotingPhase() {}

    static Decision decide(Pass pass) {
        return pass.setWeight() < 100 ? takeAll(pass) : Shifts.keepingCandidate(pass, carrying(pass));
    }

    private static Decision carrying(Pass pass) {
        Optional<Decision> shift = Shifts.carry(pass, Weights.CANDIDATE);
        if (shift.isPresent()) {
            return shift.get();
        }
        if (pass.roll().isComplete()) {
            return rolled(pass);
        }
        if (!pass.deployment().isPaused()) {
            return rolling(pass);
        }
        return hasOnlyJudgedPods(pass.roll(), pass.desired()) ? unnoticed(pass) : letRoll(pass);
    }

    private static boolean hasOnlyJudgedPods(RollView roll, int desired) {
        return !roll.newUid().isEmpty() && roll.newReady() == desired && roll.ready() == desired;
    }

    /**
     * It has rolled and was paused after it; the Deployment controller has not taken note of the pause yet. To resume it
     * now would start over, each time a pass is quicker than the controller.
     */
    private static Decision unnoticed(Pass pass) {
        return pass.stay(
                Timing.READ_BACK,
                ReasonCode.DEPLOYMENT_ROLLED,
                "The Deployment has rolled and is paused again; its controller takes note.");
    }

    private static Decision takeAll(Pass pass) {
        int needed = Capacity.needed(100, pass.desired());
        if (pass.candidateReady() >= needed && pass.desired() > 0) {
            return Shifts.carry(pass, Weights.CANDIDATE).orElseThrow();
        }
        Duration waited = Duration.between(pass.state().phaseSince(), pass.now());
        if (pass.desired() == 0 || waited.compareTo(pass.plan().readyWithin()) >= 0) {
            return WaysBack.pauseAtZero(
                    pass,
                    pass.desired() == 0 ? ReasonCode.SCALED_TO_ZERO : ReasonCode.CANDIDATE_NOT_READY,
                    "The candidate could not take over: %s needed to carry all traffic; %d ready after %s."
                            .formatted(
                                    Spoken.are(needed, "candidate pod"),
                                    pass.candidateReady(),
                                    Spoken.duration(waited)));
        }
        Effect[] effects = StartPhases.isRightSize(pass.candidate(), needed)
                ? new Effect[0]
                : new Effect[] {StartPhases.size(pass, 100)};
        return pass.stay(
                Timing.PODS,
                ReasonCode.SCALING_CANDIDATE,
                "%s needed to carry all traffic; %d ready."
                        .formatted(Spoken.are(needed, "candidate pod"), pass.candidateReady()),
                effects);
    }

    /** The route settled a while ago: requests that were on their way to stable get the drain to finish. */
    private static Decision letRoll(Pass pass) {
        Duration drained = drainRest(pass);
        if (!drained.isZero()) {
            return pass.stay(drained, ReasonCode.DRAINING, "Stable drains for " + Spoken.duration(drained) + ".");
        }
        return pass.stay(
                Timing.PODS,
                ReasonCode.ROLLING_DEPLOYMENT,
                "The Deployment is resumed and rolls to the judged template, without traffic.",
                new Effect.Resume(pass.deployment().version()));
    }

    private static Duration drainRest(Pass pass) {
        var confirmed = pass.state().traffic().confirmedAt();
        Duration rest = Duration.between(pass.now(), (confirmed == null ? pass.now() : confirmed).plus(Timing.DRAIN));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static Decision rolling(Pass pass) {
        Optional<PodProblem> fatal =
                pass.roll().problems().stream().filter(PodProblem::isFatal).findFirst();
        Duration patience = pass.plan().readyWithin().multipliedBy(ROLL_PATIENCE);
        boolean isOverdue = Duration.between(since(pass), pass.now()).compareTo(patience) > 0;
        if (fatal.isPresent() || isOverdue) {
            String why = fatal.map(PodProblem::sentence)
                    .orElse("It did not finish within " + Spoken.duration(patience) + ".");
            return WaysBack.onFailure(
                    pass,
                    ReasonCode.DEPLOYMENT_NOT_READY,
                    "The roll of the Deployment failed: " + why + " The serving template comes back.");
        }
        return pass.stay(
                Timing.PODS,
                ReasonCode.ROLLING_DEPLOYMENT,
                "%d of %d pods of the Deployment run the judged template."
                        .formatted(pass.roll().newReady(), pass.desired()));
    }

    /** When it could begin to roll at the earliest. */
    private static Instant since(Pass pass) {
        Instant carried = pass.state().traffic().confirmedAt();
        Instant began = pass.state().phaseSince();
        return carried != null && carried.isAfter(began) ? carried : began;
    }

    private static Decision rolled(Pass pass) {
        if (!pass.deployment().isPaused()) {
            return pass.stay(
                    Timing.READ_BACK,
                    ReasonCode.DEPLOYMENT_ROLLED,
                    "The Deployment has rolled and is paused again.",
                    new Effect.Hold(pass.deployment().version()));
        }
        return pass.decide(
                pass.state()
                        .with(pass.state().progress().promoted(pass.roll().newUid()))
                        .in(Phase.RETURNING, pass.now()),
                Duration.ZERO,
                ReasonCode.DEPLOYMENT_ROLLED,
                "The Deployment has rolled: %s ready and of the judged template."
                        .formatted(Spoken.are(pass.desired(), "pod")),
                List.of());
    }
}
