package dev.sluice.core.gate;

import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.TemplateState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gates about the release's ground: the Deployment, the policy, the template. */
final class LifecycleGates {

    private LifecycleGates() {}

    static Optional<Decision> deploymentGone(Pass pass) {
        if (pass.seen().workload() != null || pass.state().phase() == Phase.ROLLING_BACK) {
            return Optional.empty();
        }
        return Optional.of(WaysBack.to(
                pass,
                Phase.WITHDRAWN,
                ReasonCode.DEPLOYMENT_GONE,
                "Deployment " + name(pass) + " was deleted; the candidate is removed and the release ends."));
    }

    static Optional<Decision> policyDeleted(Pass pass) {
        if (!pass.seen().isPolicyDeleted() || pass.state().phase() == Phase.ROLLING_BACK) {
            return Optional.empty();
        }
        if (pass.effectivePhase() != Phase.RETURNING) {
            return Optional.of(WaysBack.to(
                    pass,
                    Phase.WITHDRAWN,
                    ReasonCode.POLICY_DELETED,
                    "The policy was deleted; all traffic goes to what served before."));
        }
        if (pass.state().phase() == Phase.PAUSED) {
            return Optional.of(pass.decide(
                    pass.state().in(Phase.RETURNING, pass.now()),
                    Duration.ZERO,
                    ReasonCode.POLICY_DELETED,
                    "The policy was deleted; the promoted Deployment takes its traffic back now.",
                    List.of()));
        }
        return Optional.empty();
    }

    /** The judged revision is the promoted one: any other template ends this release. */
    static Optional<Decision> templateChanged(Pass pass) {
        Phase phase = pass.effectivePhase();
        TemplateState template = templateOf(pass);
        boolean isKeptForALook =
                pass.state().phase() == Phase.PAUSED && pass.state().isCondemned() && template == TemplateState.SERVING;
        boolean settlesItself = phase == Phase.ROLLING_BACK || phase == Phase.RETURNING || isKeptForALook;
        if (settlesItself || template == TemplateState.JUDGED) {
            return Optional.empty();
        }
        Decision decision = template == TemplateState.OTHER
                ? WaysBack.to(
                        pass,
                        Phase.SUPERSEDED,
                        ReasonCode.SUPERSEDED,
                        "Deployment " + name(pass) + " has a newer template ("
                                + String.join(", ", pass.deployment().images())
                                + "); all traffic goes to what serves before that one is released.")
                : WaysBack.to(
                        pass,
                        Phase.WITHDRAWN,
                        ReasonCode.TEMPLATE_TAKEN_BACK,
                        "Deployment " + name(pass) + " is back at the template that serves; nothing is refused.");
        return Optional.of(pass.deployment().isPaused() ? decision : pausing(decision));
    }

    private static TemplateState templateOf(Pass pass) {
        return pass.seen().workload() == null
                ? TemplateState.JUDGED
                : pass.deployment().templateState();
    }

    /** The Deployment rolls just now: stop it before anything else. */
    private static Decision pausing(Decision decision) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Hold(Effect.Hold.ANY));
        effects.addAll(decision.effects());
        return new Decision(decision.next(), effects, decision.wakeAfter(), decision.reason());
    }

    /** Before the promotion nothing may run the judged template but the candidate, and after it nothing but that. */
    static Optional<Decision> bypassed(Pass pass) {
        Phase phase = pass.effectivePhase();
        if (!phase.isBeforePromotion() && phase != Phase.RETURNING) {
            return Optional.empty();
        }
        if (phase.isBeforePromotion() && isMadeAgain(pass)) {
            return Optional.of(WaysBack.to(
                    pass,
                    Phase.WITHDRAWN,
                    ReasonCode.DEPLOYMENT_GONE,
                    "Deployment " + name(pass)
                            + " was deleted and made again: nothing of what served is left to go back to."
                            + " The release ends and what is there now is taken over."));
        }
        if (phase.isBeforePromotion() && isReplaced(pass)) {
            return Optional.of(WaysBack.to(
                    pass,
                    Phase.WITHDRAWN,
                    ReasonCode.BYPASSED,
                    "Somebody resumed Deployment " + name(pass)
                            + " and it has rolled to the new template without being judged; it serves now."));
        }
        boolean isAsRecorded = pass.deployment().isPaused() && !pass.roll().hasOthersReady();
        return isAsRecorded ? Optional.empty() : Optional.of(contain(pass));
    }

    private static boolean isMadeAgain(Pass pass) {
        return !pass.roll().hasServingSet() && pass.roll().servingReady() == 0;
    }

    /**
     * Whether the new template is all that runs, and of the Deployment's own accord: under a held one Kubernetes may have
     * started the wrong pods after a scale to zero, and those are not accepted.
     */
    private static boolean isReplaced(Pass pass) {
        RollView roll = pass.roll();
        return roll.servingReady() == 0
                && roll.newReady() > 0
                && !pass.deployment().isPaused();
    }

    private static Decision contain(Pass pass) {
        RollView roll = pass.roll();
        List<Effect> effects = new ArrayList<>();
        if (!pass.deployment().isPaused()) {
            effects.add(new Effect.Hold(Effect.Hold.ANY));
        }
        boolean hasLeaked = !roll.newUid().equals(roll.servingUid()) || roll.hasOthersReady();
        if (hasLeaked && roll.hasServingSet()) {
            effects.add(new Effect.ServeOnly(roll.servingUid()));
        }
        return pass.decide(
                pass.state(),
                Timing.READ_BACK,
                ReasonCode.BYPASSED,
                "Somebody resumed Deployment " + name(pass)
                        + " during its release; it is paused again and pods of the new template are taken out of it.",
                effects);
    }

    private static String name(Pass pass) {
        return pass.plan().workload().namespace() + "/" + pass.plan().workload().name();
    }
}
