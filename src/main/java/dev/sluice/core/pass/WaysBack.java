package dev.sluice.core.pass;

import dev.sluice.core.policy.ReleasePlan.OnFailure;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.Reason;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.WayBack;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.WorkloadView;
import java.time.Duration;
import java.util.List;

/** The ways out of a release that do not promote it. */
public final class WaysBack {

    private WaysBack() {}

    /** Evidence or failure of the candidate: what the policy says, with the template refused from now on. */
    public static Decision onFailure(Pass pass, ReasonCode cause, String sentence) {
        boolean keeps = pass.plan().onFailure() == OnFailure.PAUSE;
        Phase outcome = keeps ? Phase.PAUSED : Phase.ROLLED_BACK;
        return start(pass.with(pass.state().condemned()), outcome, cause, sentence);
    }

    /** Another end: superseded, withdrawn, aborted. */
    public static Decision to(Pass pass, Phase outcome, ReasonCode cause, String sentence) {
        return start(pass, outcome, cause, sentence);
    }

    /**
     * Weight 0 and a wait for a person, who may resume. Where stable is not whole (the Deployment rolls, or rolled), the
     * weights stay as they are.
     */
    public static Decision pauseAtZero(Pass pass, ReasonCode cause, String sentence) {
        boolean canGoBack = pass.effectivePhase().isBeforePromotion() || isAboutToRoll(pass);
        if (canGoBack && pass.setWeight() > 0) {
            return start(pass, Phase.PAUSED, cause, sentence);
        }
        ReleaseState paused = pass.state()
                .in(Phase.PAUSED, pass.now())
                .pausedFor(new PauseRecord(
                        cause, pass.effectivePhase(), pass.now(), pass.state().isCondemned(), sentence));
        return new Decision(paused, List.of(), Duration.ZERO, new Reason(cause, sentence));
    }

    /** Promoting, before the first pod of the Deployment was replaced. */
    private static boolean isAboutToRoll(Pass pass) {
        WorkloadView view = pass.seen().workload();
        return pass.effectivePhase() == Phase.PROMOTING && view != null && view.isStableWhole();
    }

    private static Decision start(Pass pass, Phase outcome, ReasonCode cause, String sentence) {
        boolean touched = isDeploymentTouched(pass);
        WayBack back = new WayBack(outcome, cause, touched, outcome == Phase.PAUSED, pass.effectivePhase(), sentence);
        ReleaseState next = pass.state().goingBack(back).in(Phase.ROLLING_BACK, pass.now());
        if (touched) {
            return new Decision(next, List.of(), Duration.ZERO, new Reason(cause, sentence));
        }
        ReleaseState lowered = next.with(next.traffic().decided(Weights.STABLE, pass.now()));
        return new Decision(lowered, List.of(new Effect.ClearRoute()), Timing.READ_BACK, new Reason(cause, sentence));
    }

    /** Whether pods of the judged template may have replaced serving ones. */
    private static boolean isDeploymentTouched(Pass pass) {
        WorkloadView view = pass.seen().workload();
        if (view == null || pass.effectivePhase().isBeforePromotion()) {
            return false;
        }
        if (pass.effectivePhase() == Phase.RETURNING) {
            return true;
        }
        return !view.isStableWhole();
    }
}
