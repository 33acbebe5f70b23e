package dev.sluice.core.gate;

import dev.sluice.core.pass.Capacity;
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
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.PodProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gates about the candidate's pods. */
final class CandidateGates {

    private static final Set<Phase> WITH_CANDIDATE = EnumSet.of(Phase.STARTING, Phase.SHIFTING, Phase.BAKING);

    private CandidateGates() {}

    /** A crash loop or an image that cannot be pulled won't get better by waiting. */
    static Optional<Decision> failing(Pass pass) {
        CandidateView candidate = pass.candidate();
        if (candidate == null || !WITH_CANDIDATE.contains(pass.state().phase())) {
            return Optional.empty();
        }
        if (!candidate.isOurs()) {
            return Optional.of(foreign(pass));
        }
        return candidate.isJudged()
                ? candidate.problems().stream()
                        .filter(PodProblem::isFatal)
                        .findFirst()
                        .map(problem -> WaysBack.onFailure(
                                pass, ReasonCode.CANDIDATE_CRASHING, problem.sentence() + " " + traffic(pass)))
                : Optional.empty();
    }

    private static Decision foreign(Pass pass) {
        String name = pass.plan().workload().namespace() + "/"
                + pass.plan().workload().candidate();
        return pass.setWeight() > 0
                ? WaysBack.pauseAtZero(pass, ReasonCode.CANDIDATE_FOREIGN, name + " is not Sluice's any more.")
                : pass.stay(
                        Timing.PODS.multipliedBy(5),
                        ReasonCode.CANDIDATE_FOREIGN,
                        "A Deployment or Service " + name
                                + " exists that Sluice did not make; it is left alone. Rename or delete it.");
    }

    /** The weight follows readiness down, as long as stable is there to take what the candidate can't. */
    static Optional<Decision> lostPods(Pass pass) {
        Phase phase = pass.effectivePhase();
        boolean isShifting = phase == Phase.SHIFTING || phase == Phase.BAKING;
        boolean isAboutToRoll = phase == Phase.PROMOTING && pass.workload().isStableWhole();
        if (!(isShifting || isAboutToRoll) || pass.state().phase() == Phase.ROLLING_BACK) {
            return Optional.empty();
        }
        int permitted = Capacity.permitted(pass.candidateReady(), pass.desired());
        if (pass.setWeight() <= permitted) {
            return Optional.empty();
        }
        Pass lowered = pass.with(pass.state().with(pass.state().traffic().decided(new Weights(permitted), pass.now())));
        ReleaseState next = isShifting ? Ladder.judgedAnew(lowered) : lowered.state();
        return Optional.of(pass.decide(
                next,
                Timing.READ_BACK,
                ReasonCode.CANDIDATE_LOST_PODS,
                "Only %s ready (Deployment size %d); the weight goes from %d to %d."
                        .formatted(
                                Spoken.are(pass.candidateReady(), "candidate pod"),
                                pass.desired(),
                                pass.setWeight(),
                                permitted),
                List.of(new Effect.Shift(new Weights(permitted), pass.routeVersion()))));
    }

    private static String traffic(Pass pass) {
        return pass.setWeight() == 0 ? "The candidate never had traffic." : "All traffic goes back to stable.";
    }
}
