package dev.sluice.core.engine;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict;
import dev.sluice.core.pass.Capacity;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.Reason;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.traffic.Weights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Returning: traffic goes back to the Deployment, which runs the judged template now. */
final class ReturningPhase {

    /** The candidate's weights on the way back. */
    private static final List<Weights> STEPS = List.of(new Weights(90), new Weights(50), Weights.STABLE);

    private static final int SCRAPES = 2;

    private ReturningPhase() {}

    static Decision decide(Pass pass) {
        return pass.setWeight() == 0 ? returning(pass) : Shifts.keepingCandidate(pass, returning(pass));
    }

    private static Decision returning(Pass pass) {
        int step = pass.state().progress().returnStep();
        if (step >= STEPS.size()) {
            return finish(pass);
        }
        Weights target = STEPS.get(step);
        int share = Capacity.stableShare(pass.roll().servingReady(), pass.desired());
        boolean isWhole = pass.candidateReady() >= Capacity.needed(100, pass.desired());
        if (share < 100 - pass.setWeight() && isWhole) {
            return backToCandidate(pass, share);
        }
        if (share < target.stable() && pass.setWeight() != target.candidate()) {
            return pass.stay(
                    Timing.PODS,
                    ReasonCode.RETURNING_TRAFFIC,
                    "%d of %d pods of the Deployment are ready; %d %% of the traffic must wait."
                            .formatted(pass.roll().servingReady(), pass.desired(), target.stable()));
        }
        Optional<Decision> shift = Shifts.carry(pass, target);
        if (shift.isPresent()) {
            return shift.get();
        }
        if (target.isStableOnly() || isJudged(pass)) {
            return next(pass, step);
        }
        return pass.stay(pass.untilNextLook(), ReasonCode.RETURNING_TRAFFIC, seenSoFar(pass, target));
    }

    /** In this phase the arms are the other way round: what returns is judged against the candidate. */
    private static String seenSoFar(Pass pass, Weights target) {
        var step = pass.state().judge().returning().step();
        String suspicion = verdict(pass).cause() == Verdict.Cause.SUSPICION ? "Something" : "Nothing";
        return "The Deployment carries %d %% again: %d of %d requests failed there, %d of %d at the candidate. %s speaks against it."
                .formatted(
                        target.stable(),
                        step.candidateErrors(),
                        step.candidateRequests(),
                        step.stableErrors(),
                        step.stableRequests(),
                        suspicion);
    }

    /** The Deployment lost pods that have traffic already, and the candidate of the same revision is still whole. */
    private static Decision backToCandidate(Pass pass, int share) {
        Pass again = pass.with(pass.state().with(pass.state().progress().returnedTo(0)));
        Decision shift = Shifts.carry(again, Weights.CANDIDATE).orElseThrow();
        return new Decision(
                shift.next(),
                shift.effects(),
                shift.wakeAfter(),
                new Reason(
                        ReasonCode.RETURNING_TRAFFIC,
                        "The ready pods of the Deployment can carry %d %% and have %d %%; the candidate takes it all again."
                                .formatted(share, 100 - pass.setWeight())));
    }

    /** Both sides run one revision, so it is enough that time passed and nothing speaks against the Deployment. */
    private static boolean isJudged(Pass pass) {
        if (pass.seen().isPolicyDeleted()) {
            return true;
        }
        Instant confirmed = pass.state().traffic().confirmedAt();
        Duration dwelt = Duration.between(confirmed == null ? pass.now() : confirmed, pass.now());
        JudgeState state = pass.state().judge().returning();
        boolean hasJudged = state.scrapes().inStep() >= SCRAPES && verdict(pass).cause() != Verdict.Cause.SUSPICION;
        boolean hasNothingToJudge = dwelt.compareTo(Timing.RETURN_WITHOUT_TRAFFIC) >= 0
                && state.step().candidateRequests() == 0;
        boolean isLongEnough =
                dwelt.compareTo(Timing.RETURN_LIMIT) >= 0 && verdict(pass).cause() != Verdict.Cause.SUSPICION;
        return hasNothingToJudge || isLongEnough || (hasJudged && dwelt.compareTo(Timing.RETURN_DWELL) >= 0);
    }

    private static Verdict verdict(Pass pass) {
        return Judge.verdict(pass.state().judge().returning(), pass.otherParameters(), true);
    }

    private static Decision next(Pass pass, int step) {
        ReleaseState state = pass.state().with(pass.state().progress().returnedTo(step + 1));
        return pass.decide(
                state,
                Duration.ZERO,
                ReasonCode.STEP_PASSED,
                "The Deployment carries %d %% of the traffic again."
                        .formatted(STEPS.get(step).stable()),
                List.of());
    }

    private static Decision finish(Pass pass) {
        return Finish.left(pass, true)
                .orElseGet(() -> pass.decide(
                        pass.state().in(Phase.SUCCEEDED, pass.now()),
                        Duration.ZERO,
                        ReasonCode.PROMOTED,
                        String.join(", ", pass.subject().images()) + " serves; nothing of the release is left.",
                        List.of()));
    }
}
