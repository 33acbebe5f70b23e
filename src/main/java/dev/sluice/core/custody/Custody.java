package dev.sluice.core.custody;

import dev.sluice.core.custody.CustodyDecision.Kind;
import dev.sluice.core.release.Effect;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a governed Deployment while no release runs: adopted, held, contained, released, restarted.
 * Pure and level-based like the release engine.
 */
public final class Custody {

    private Custody() {}

    /**
     * What is known beside the view.
     *
     * @param servingUid UID of the recorded ReplicaSet; empty before adoption
     * @param refusedBy name of the release that refused the Deployment's template; empty when none did
     * @param isAtRest whether the hold finds the Deployment as it keeps one at rest
     */
    public record Known(String servingUid, String refusedBy, boolean isAtRest) {}

    /**
     * What follows from what was seen.
     *
     * @param known what else is known of it
     */
    public static CustodyDecision decide(WorkloadView view, Known known) {
        String servingUid = known.servingUid();
        if (servingUid.isEmpty()) {
            return adopt(view);
        }
        return orphan(view).orElseGet(() -> view.roll().hasServingSet() ? kept(view, known) : lost(view));
    }

    private static CustodyDecision kept(WorkloadView view, Known known) {
        return switch (view.deployment().templateState()) {
            case SERVING -> serving(view, known);
            case RESTARTED -> restarted(view);
            case JUDGED, OTHER -> changed(view, known.refusedBy());
        };
    }

    /**
     * Nothing of what served is left to protect: the Deployment was made anew, or Kubernetes keeps no history. A hold
     * would only keep pods from starting, so it is adopted like one that was never governed.
     */
    private static CustodyDecision lost(WorkloadView view) {
        boolean wasHeld = !view.deployment().heldBy().isEmpty();
        return wasHeld && isChanged(view) && view.roll().newReady() > 0 ? bypassed(view) : adopt(view);
    }

    private static CustodyDecision adopt(WorkloadView view) {
        if (mustStart(view)) {
            return act(
                    Kind.ADOPTING,
                    "Nothing that served is left; the Deployment starts what it asks for.",
                    resume(view));
        }
        if (view.roll().isComplete() && !view.roll().newUid().isEmpty()) {
            return new CustodyDecision(
                    Kind.RECORD_SERVING,
                    "All pods of the Deployment are ready (%d); they are what serves from now on."
                            .formatted(view.roll().newReady()),
                    List.of());
        }
        String why = view.deployment().isPaused()
                ? "The Deployment is paused in the middle of a roll; resume it or put its old template back."
                : "Kubernetes is still rolling the Deployment: %d of %d pods are ready; Sluice takes over when it is done."
                        .formatted(view.roll().newReady(), view.deployment().desired());
        return new CustodyDecision(Kind.ADOPTING, why, List.of());
    }

    /** Held, it would never have pods again. Where pods of another template serve, a person decides. */
    private static boolean mustStart(WorkloadView view) {
        DeploymentView deployment = view.deployment();
        boolean isHeld = deployment.isPaused() && !deployment.heldBy().isEmpty();
        boolean hasNoSet = view.roll().newUid().isEmpty();
        return isHeld && hasNoSet && (view.roll().ready() == 0 || !isChanged(view));
    }

    /** What is left of a release by a crash between two records. No route may lead to a candidate when it goes. */
    private static Optional<CustodyDecision> orphan(WorkloadView view) {
        CandidateView candidate = view.candidate();
        BaselineView baseline = view.baseline();
        if (candidate != null && candidate.isOurs()) {
            return Optional.of(new CustodyDecision(
                    Kind.SWEEP, "A candidate without a release is taken out of the route and removed.", List.of()));
        }
        return baseline != null && baseline.isOurs()
                ? Optional.of(new CustodyDecision(Kind.SWEEP, "A baseline without a release is removed.", List.of()))
                : Optional.empty();
    }

    private static CustodyDecision serving(WorkloadView view, Known known) {
        DeploymentView deployment = view.deployment();
        RollView roll = view.roll();
        boolean isReplaced = !roll.newUid().isEmpty() && !roll.newUid().equals(known.servingUid());
        if (isReplaced) {
            return replaced(view);
        }
        boolean hasOthers = roll.hasOthersReady();
        if (deployment.isPaused() && hasOthers) {
            return act(Kind.SETTLING, "Pods of another revision are left; the Deployment settles.", resume(view));
        }
        if (!known.isAtRest() && !hasOthers) {
            return act(
                    Kind.HOLDING,
                    "The Deployment is held: changes are released from now on.",
                    new Effect.Rest(deployment.version()));
        }
        return new CustodyDecision(
                Kind.AT_REST,
                (roll.servingReady() == 1 ? "1 pod serves" : roll.servingReady() + " pods serve")
                        + "; a change will be released.",
                List.of());
    }

    private static CustodyDecision replaced(WorkloadView view) {
        return view.deployment().isPaused() || view.roll().isComplete()
                ? new CustodyDecision(Kind.RECORD_SERVING, "Another ReplicaSet of the same template serves.", List.of())
                : adopt(view);
    }

    private static CustodyDecision restarted(WorkloadView view) {
        if (view.deployment().isPaused()) {
            return act(
                    Kind.RESTARTING, "A restart was asked for; the Deployment rolls its own template.", resume(view));
        }
        if (view.roll().isComplete()) {
            return new CustodyDecision(Kind.RECORD_SERVING, "The restart is done.", List.of());
        }
        return new CustodyDecision(
                Kind.RESTARTING,
                "%d of %d pods are restarted."
                        .formatted(view.roll().newReady(), view.deployment().desired()),
                List.of());
    }

    private static CustodyDecision changed(WorkloadView view, String refusedBy) {
        RollView roll = view.roll();
        DeploymentView deployment = view.deployment();
        if (!deployment.isPaused()) {
            // A roll to no pods is none: what was refused must not serve because of a scale-down.
            return roll.servingReady() == 0 && roll.newReady() > 0
                    ? bypassed(view)
                    : act(
                            Kind.HOLDING,
                            "The Deployment has a new template and is held before it rolls.",
                            new Effect.Hold(Effect.Hold.ANY));
        }
        if (roll.hasOthersReady()) {
            // Also those that Kubernetes starts on the way up from zero: its newest ReplicaSet, whichever that is.
            return act(
                    Kind.BYPASSED,
                    "Pods of a template that was not judged have started; they are taken out again.",
                    new Effect.ServeOnly(roll.servingUid()));
        }
        if (!refusedBy.isEmpty()) {
            return new CustodyDecision(
                    Kind.REFUSED,
                    "The Deployment's template was refused by release %s and stays held; change it, or run: sluice retry."
                            .formatted(refusedBy),
                    List.of());
        }
        return new CustodyDecision(
                Kind.RELEASE,
                "The Deployment has a new template: " + String.join(", ", deployment.images()),
                List.of());
    }

    /** It has happened: what serves is what it is. Pretending otherwise would help nobody. */
    private static CustodyDecision bypassed(WorkloadView view) {
        return view.roll().isComplete()
                ? new CustodyDecision(
                        Kind.RECORD_BYPASS,
                        "Somebody resumed the Deployment and it rolled to a template that no release has judged.",
                        List.of())
                : new CustodyDecision(
                        Kind.BYPASSED,
                        "Somebody resumed the Deployment; no serving pod is left, so Kubernetes must finish the roll.",
                        view.deployment().isPaused() ? List.of(resume(view)) : List.of());
    }

    private static CustodyDecision act(Kind kind, String sentence, Effect effect) {
        return new CustodyDecision(kind, sentence, List.of(effect));
    }

    private static Effect resume(WorkloadView view) {
        return new Effect.Resume(view.deployment().version());
    }

    /** Whether the template at rest is one that a release was refused with, or a new one. */
    public static boolean isChanged(WorkloadView view) {
        TemplateState state = view.deployment().templateState();
        return state == TemplateState.OTHER || state == TemplateState.JUDGED;
    }
}
