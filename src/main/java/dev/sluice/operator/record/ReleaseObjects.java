package dev.sluice.operator.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseSpec;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Intent;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.Template;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between Release objects and what the engine knows of them. Here their nulls stop. */
public final class ReleaseObjects {

    private ReleaseObjects() {}

    /** A new Release for the Deployment's template. */
    public static Release create(ReleasePlan plan, int revision, Subject subject, @Nullable JsonNode policySpec) {
        ReleaseSpec spec = new ReleaseSpec();
        spec.policy = plan.workload().owner();
        spec.revision = revision;
        spec.serving = revision(subject.servingUid(), subject.serving(), List.of());
        spec.candidate = revision(null, subject.judged(), subject.images());
        spec.policySpec = policySpec;
        Release release = new Release();
        release.setMetadata(new ObjectMetaBuilder()
                .withNamespace(plan.workload().namespace())
                .withName(subject.name())
                .withLabels(
                        Map.of(Release.POLICY_LABEL, plan.workload().owner(), "app.kubernetes.io/managed-by", "sluice"))
                .build());
        release.setSpec(spec);
        return release;
    }

    /** What a release of this Deployment would be about. */
    public static Subject subject(String name, int revision, DeploymentView deployment, Serving serving) {
        return new Subject(
                name,
                revision,
                serving.uid(),
                serving.template(),
                deployment.template(),
                deployment.images(),
                Instant.EPOCH);
    }

    /** What this release is about. */
    public static Subject subject(Release release) {
        ReleaseSpec spec = release.getSpec();
        ReleaseSpec.Revision serving = Objects.requireNonNull(spec.serving, "spec.serving");
        ReleaseSpec.Revision candidate = Objects.requireNonNull(spec.candidate, "spec.candidate");
        return new Subject(
                release.getMetadata().getName(),
                spec.revision == null ? 1 : spec.revision,
                serving.replicaSetUid == null ? "" : serving.replicaSetUid,
                template(serving),
                template(candidate),
                candidate.images,
                createdAt(release));
    }

    private static Instant createdAt(Release release) {
        String created = release.getMetadata().getCreationTimestamp();
        return created == null ? Instant.EPOCH : Instant.parse(created);
    }

    private static Template template(ReleaseSpec.Revision revision) {
        return new Template(revision.template == null ? "" : revision.template);
    }

    private static ReleaseSpec.Revision revision(@Nullable String uid, Template template, List<String> images) {
        ReleaseSpec.Revision revision = new ReleaseSpec.Revision();
        revision.replicaSetUid = uid;
        revision.template = template.json();
        revision.images = List.copyOf(images);
        return revision;
    }

    /** The state on record; the first one if there is none yet. */
    public static ReleaseState state(Release release, Instant now) {
        ReleaseStatus status = release.getStatus();
        return status == null || status.engine == null || status.engine.isNull()
                ? ReleaseState.start(now)
                : StateCodec.read(status.engine);
    }

    /** Where it stands; Pending before the first record. */
    public static Phase phase(Release release) {
        ReleaseStatus status = release.getStatus();
        return status == null || status.phase == null ? Phase.PENDING : Phase.ofTitle(status.phase);
    }

    /** What people asked, oldest first; intents for another revision, or without id or kind, are left out. */
    public static List<Intent> intents(Release release) {
        Integer revision = release.getSpec().revision;
        return release.getSpec().intents.stream()
                .filter(intent -> intent.id != null && intent.kind != null)
                .filter(intent -> intent.revision == null || intent.revision.equals(revision))
                .map(ReleaseObjects::intent)
                .toList();
    }

    private static Intent intent(IntentSpec spec) {
        return new Intent(
                String.valueOf(spec.id),
                kind(Objects.requireNonNull(spec.kind)),
                spec.reason == null ? "" : spec.reason,
                spec.actor == null ? "" : spec.actor);
    }

    private static Intent.Kind kind(IntentSpec.Kind kind) {
        return kind == IntentSpec.Kind.PromoteFull
                ? Intent.Kind.PROMOTE_FULL
                : Intent.Kind.valueOf(kind.name().toUpperCase(Locale.ROOT));
    }

    /**
     * Whether its template is refused: it was rolled back, or ended otherwise with evidence against it.
     *
     * @param release one that is over
     */
    public static boolean isRefused(Release release) {
        Phase phase = phase(release);
        return phase == Phase.ROLLED_BACK
                || (phase.isTerminal()
                        && phase != Phase.SUCCEEDED
                        && state(release, Instant.EPOCH).isCondemned());
    }

    /** Whether somebody asked to bring a refused template out again. What was answered during the release is none of it. */
    public static boolean isRetried(Release release) {
        List<String> handled = state(release, Instant.EPOCH).handledIntents();
        return release.getSpec().intents.stream()
                .anyMatch(intent -> intent.kind == IntentSpec.Kind.Retry && !handled.contains(intent.id));
    }

    /**
     * The revision that serves.
     *
     * @param uid of its ReplicaSet
     */
    public record Serving(String uid, Template template) {}
}
