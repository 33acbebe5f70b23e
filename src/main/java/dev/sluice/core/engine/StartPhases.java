package dev.sluice.core.engine;

import dev.sluice.core.judge.ramp.RiskLadder;
import dev.sluice.core.pass.Capacity;
import dev.sluice.core.pass.Intake;
import dev.sluice.core.pass.Ladder;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.workload.CandidateView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pending and Starting: nothing has traffic yet. */
final class StartPhases {

    private StartPhases() {}

    static Decision pending(Pass pass) {
        if (!pass.deployment().isPaused()) {
            return pass.stay(
                    Timing.READ_BACK,
                    ReasonCode.WAITING_FOR_STABLE,
                    "The Deployment is being paused.",
                    new Effect.Hold(pass.deployment().version()));
        }
        if (pass.desired() == 0) {
            return pass.stay(
                    Timing.IDLE,
                    ReasonCode.SCALED_TO_ZERO,
                    "The Deployment is scaled to zero; the release begins when it is scaled up.");
        }
        if (pass.roll().servingReady() < pass.desired()) {
            return pass.stay(
                    Timing.PODS,
                    ReasonCode.WAITING_FOR_STABLE,
                    "%d of %d serving pods are ready; the release begins when all are."
                            .formatted(pass.roll().servingReady(), pass.desired()));
        }
        if (pass.state().judge().looks().isOutage()) {
            return waitForSource(pass);
        }
        return pass.seen().counted().history() == null ? readOn(pass) : start(pass);
    }

    private static Decision readOn(Pass pass) {
        return pass.stay(Duration.ZERO, ReasonCode.WAITING_FOR_STABLE, "The stable version's last hour is being read.");
    }

    /** A release that could not be judged is not begun; waiting here costs nobody anything. */
    private static Decision waitForSource(Pass pass) {
        return pass.stay(
                Timing.PODS.multipliedBy(5),
                ReasonCode.NO_DATA,
                pass.state().judge().looks().problem() + " The release begins when the metrics can be read.");
    }

    private static Decision start(Pass found) {
        Pass pass = withLadder(found);
        int first = Ladder.above(pass.steps(), 0);
        List<Effect> effects = floorHeld(pass);
        effects.add(size(pass, first));
        return pass.decide(
                withFloor(pass, pass.state().in(Phase.STARTING, pass.now())),
                Timing.PODS,
                ReasonCode.CANDIDATE_STARTING,
                "%s started with %s."
                        .formatted(
                                Spoken.are(Capacity.needed(first, pass.desired()), "candidate pod"),
                                String.join(", ", pass.subject().images())),
                effects);
    }

    /** Where the policy leaves the steps to the risk, the traffic of the last minutes chooses them, once. */
    private static Pass withLadder(Pass pass) {
        double perSecond = pass.state().judge().baseline().perSecond();
        // Traffic that could not be measured is not little traffic: a high first weight would be a bet on nothing.
        if (!pass.plan().canary().steps().isEmpty() || perSecond == 0) {
            return pass;
        }
        List<Integer> weights = RiskLadder.weights(perSecond);
        return pass.with(pass.state().with(pass.state().progress().on(weights)));
    }

    /** An abort must find the capacity that the release began with: the autoscaler may not shrink stable meanwhile. */
    private static List<Effect> floorHeld(Pass pass) {
        List<Effect> effects = new ArrayList<>();
        Integer floor = pass.workload().autoscalerFloor();
        if (floor != null && floor < pass.desired()) {
            effects.add(new Effect.SetFloor(pass.desired()));
        }
        return effects;
    }

    /** The floor as it was before the release first raised it. */
    private static ReleaseState withFloor(Pass pass, ReleaseState state) {
        Integer floor = pass.workload().autoscalerFloor();
        boolean isRaised = state.floor() == null && floor != null && floor < pass.desired();
        return isRaised ? state.withFloor(floor) : state;
    }

    static Decision starting(Pass pass) {
        if (pass.desired() == 0) {
            return WaysBack.pauseAtZero(
                    pass,
                    ReasonCode.SCALED_TO_ZERO,
                    "The Deployment was scaled to zero while the candidate started; resume the release when it is up.");
        }
        int first = Ladder.above(pass.steps(), 0);
        CandidateView candidate = pass.candidate();
        int needed = Capacity.needed(first, pass.desired());
        boolean isRightSize = isRightSize(candidate, needed);
        if (isRightSize && pass.candidateReady() >= needed) {
            return BaselineWait.left(pass).orElseGet(() -> shifting(pass));
        }
        Duration waited = Duration.between(pass.state().phaseSince(), pass.now());
        if (waited.compareTo(pass.plan().readyWithin()) >= 0 || (candidate != null && candidate.isDeadlineExceeded())) {
            return WaysBack.onFailure(pass, ReasonCode.CANDIDATE_NOT_READY, notReady(pass, needed, waited));
        }
        List<Effect> effects = floorHeld(pass);
        if (!isRightSize) {
            effects.add(size(pass, first));
        }
        return pass.decide(
                withFloor(pass, pass.state()),
                Timing.PODS,
                ReasonCode.CANDIDATE_STARTING,
                isRightSize
                        ? "%d of %d candidate pods are ready.".formatted(pass.candidateReady(), needed)
                        : "The candidate is being made.",
                effects);
    }

    private static Decision shifting(Pass pass) {
        ReleaseState state = pass.state().in(Phase.SHIFTING, pass.now());
        Instant deadline = pass.now().plus(pass.plan().canary().maxDuration());
        ReleaseState ready =
                state.with(state.progress().deadlines(deadline, deadline)).with(Intake.startingToLook(pass));
        return pass.decide(
                ready,
                Duration.ZERO,
                ReasonCode.CANDIDATE_READY,
                "%s ready, as many as the first step needs."
                                .formatted(Spoken.are(pass.candidateReady(), "candidate pod"))
                        + BaselineWait.remark(pass),
                List.of());
    }

    private static String notReady(Pass pass, int needed, Duration waited) {
        CandidateView candidate = pass.candidate();
        String why = candidate == null || candidate.problems().isEmpty()
                ? ""
                : " " + candidate.problems().get(0).sentence();
        return "%d of %d candidate pods were ready after %s.%s The candidate never had traffic."
                .formatted(pass.candidateReady(), needed, Spoken.duration(waited), why);
    }

    static boolean isRightSize(@org.jspecify.annotations.Nullable CandidateView candidate, int needed) {
        return candidate != null && candidate.isJudged() && candidate.hasService() && candidate.desired() >= needed;
    }

    static Effect size(Pass pass, int weight) {
        return new Effect.SizeCandidate(pass.subject().judged(), Capacity.needed(weight, pass.desired()));
    }
}
