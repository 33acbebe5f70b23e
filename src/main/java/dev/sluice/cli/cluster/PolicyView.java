package dev.sluice.cli.cluster;

import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.operator.record.StateCodec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What policies and releases say, with words where they say nothing. */
public final class PolicyView {

    private static final String NOTHING = "";

    private final ReleasePolicy policy;
    private final ReleasePolicyStatus status;

    public PolicyView(ReleasePolicy policy) {
        this.policy = policy;
        this.status = Objects.requireNonNullElseGet(policy.getStatus(), ReleasePolicyStatus::new);
    }

    public ReleasePolicyStatus status() {
        return status;
    }

    public String name() {
        return policy.getMetadata().getName();
    }

    public String namespace() {
        return policy.getMetadata().getNamespace();
    }

    /** The phase, {@code Unseen} while no operator has looked at the policy. */
    public String phase() {
        return Objects.requireNonNullElse(status.phase, "Unseen");
    }

    /** Why the policy is at that phase: one word. */
    public String reason() {
        return status.conditions.stream()
                .filter(condition -> "Ready".equals(condition.type))
                .map(condition -> Objects.requireNonNullElse(condition.reason, NOTHING))
                .findFirst()
                .orElse(NOTHING);
    }

    /** Why the policy is at that phase: a sentence. */
    public String message() {
        return status.conditions.stream()
                .filter(condition -> "Ready".equals(condition.type))
                .map(PolicyView::messageOf)
                .findFirst()
                .orElse("No operator has looked at this policy yet; is `sluice run` running?");
    }

    private static String messageOf(Condition condition) {
        return Objects.requireNonNullElse(condition.message, NOTHING);
    }

    /** Whether the status is about the spec as it is now. */
    public boolean isCurrent() {
        return Objects.equals(status.observedGeneration, policy.getMetadata().getGeneration());
    }

    /** The template that serves; empty before adoption. */
    public Optional<PodTemplate> servingTemplate() {
        return status.serving == null ? Optional.empty() : PodTemplate.recorded(status.serving.template);
    }

    /** The Deployment's name; empty if the policy names none. */
    public String workload() {
        return policy.getSpec() == null
                ? NOTHING
                : policy.getSpec().path("workload").path("name").asText();
    }

    /** Where a release stands; Pending before the first record. */
    public static String phase(Release release) {
        return release.getStatus() == null
                ? "Pending"
                : Objects.requireNonNullElse(release.getStatus().phase, "Pending");
    }

    public static boolean isEnded(Release release) {
        return release.getStatus() != null && release.getStatus().endedAt != null;
    }

    /** The template that a release is about. */
    public static Optional<PodTemplate> template(Release release) {
        return release.getSpec().candidate == null
                ? Optional.empty()
                : PodTemplate.recorded(release.getSpec().candidate.template);
    }

    /** What people asked of a release and no operator has looked at yet. */
    public static List<String> openIntents(Release release) {
        List<String> handled = state(release).map(ReleaseState::handledIntents).orElse(List.of());
        return release.getSpec().intents.stream()
                .filter(intent -> !handled.contains(intent.id))
                .map(intent -> intent.kind
                        + (intent.actor == null ? "" : " by " + intent.actor)
                        + (intent.reason == null ? "" : " (" + intent.reason + ")"))
                .toList();
    }

    /** Whether a paused release waits because of evidence against it, so that it cannot be resumed. */
    public static boolean isRefused(Release release) {
        return state(release)
                .map(ReleaseState::pause)
                .filter(PauseRecord::isFinal)
                .isPresent();
    }

    private static Optional<ReleaseState> state(Release release) {
        return release.getStatus() == null || release.getStatus().engine == null
                ? Optional.empty()
                : Optional.of(StateCodec.read(release.getStatus().engine));
    }

    /** The newest decision of a release as a sentence. */
    public static String message(Release release) {
        return release.getStatus() == null ? NOTHING : Objects.requireNonNullElse(release.getStatus().message, NOTHING);
    }
}
