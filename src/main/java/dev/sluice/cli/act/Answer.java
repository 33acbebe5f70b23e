package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus.DecisionStatus;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.CommandException;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.operator.record.StateCodec;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the operator made of an intent. */
final class Answer {

    private static final String REFUSAL = ReasonCode.INTENT_REFUSED.title();
    private static final Set<String> ANSWERS = Set.of(
            REFUSAL,
            ReasonCode.INTENT_CARRIED_OUT.title(),
            ReasonCode.PAUSED_BY_PERSON.title(),
            ReasonCode.ABORTED.title());

    private final Cluster cluster;
    private final String policy;
    private final Release asked;
    private final String intent;
    private String sentence = "";
    private boolean isRefusal;

    Answer(Cluster cluster, String policy, Release asked, String intent) {
        this.cluster = cluster;
        this.policy = policy;
        this.asked = asked;
        this.intent = intent;
    }

    String sentence() {
        return sentence;
    }

    boolean isRefusal() {
        return isRefusal;
    }

    /** Looks whether the operator has answered. */
    boolean isThere() {
        return PolicyView.isEnded(asked) ? isBroughtOutAgain() : isHandled();
    }

    /** An ended release does not change any more: the answer is a new one. */
    private boolean isBroughtOutAgain() {
        Release newest = cluster.releases(policy).get(0);
        sentence = "brought out again as release " + newest.getMetadata().getName();
        return !newest.getMetadata().getName().equals(asked.getMetadata().getName());
    }

    private boolean isHandled() {
        ReleaseStatus status = cluster.release(asked.getMetadata().getName())
                .map(Release::getStatus)
                .orElseThrow(() -> new CommandException(
                        "release " + asked.getMetadata().getName() + " was deleted before an operator answered"));
        if (status == null
                || status.engine == null
                || !StateCodec.read(status.engine).handledIntents().contains(intent)) {
            return false;
        }
        read(status.decisions);
        return true;
    }

    private void read(List<DecisionStatus> decisions) {
        sentence = "carried out";
        for (DecisionStatus decision : decisions) {
            if (decision.reason != null && ANSWERS.contains(decision.reason)) {
                sentence = Objects.requireNonNullElse(decision.message, "");
                isRefusal = decision.reason.equals(REFUSAL);
            }
        }
    }
}
