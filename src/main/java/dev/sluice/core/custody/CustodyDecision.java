package dev.sluice.core.custody;

import dev.sluice.core.release.Effect;
import java.util.List;

/**
 * What becomes of a governed Deployment at rest.
 *
 * @param sentence what was seen and what follows
 * @param effects what to do about it, in order
 */
public record CustodyDecision(Kind kind, String sentence, List<Effect> effects) {

    /** What to do, beyond the effects. */
    public enum Kind {
        /** Wait until Kubernetes has rolled. */
        ADOPTING,
        /** Record the Deployment's ReplicaSet as the serving one. */
        RECORD_SERVING,
        /** The same, for a revision that no release has judged. */
        RECORD_BYPASS,
        /** Unjudged pods have started. */
        BYPASSED,
        /** It is being held. */
        HOLDING,
        /** Pods of a revision that no longer serves are leaving. */
        SETTLING,
        /** A restart is under way. */
        RESTARTING,
        /** A candidate or a baseline without a release must go. */
        SWEEP,
        /** The template was refused before. */
        REFUSED,
        /** A release must begin. */
        RELEASE,
        /** All is well and nothing is to do. */
        AT_REST
    }

    public CustodyDecision {
        effects = List.copyOf(effects);
    }
}
