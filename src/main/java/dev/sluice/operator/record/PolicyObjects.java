package dev.sluice.operator.record;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.core.release.Subject;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Between a ReleasePolicy's status and what custody knows of it. Here its nulls stop. */
public final class PolicyObjects {

    private PolicyObjects() {}

    /** UID of the recorded ReplicaSet; empty before adoption. */
    public static String servingUid(ReleasePolicyStatus status) {
        return status.serving == null || status.serving.uid == null ? "" : status.serving.uid;
    }

    public static KnownTemplates known(ReleasePolicyStatus status) {
        if (status.serving == null || status.serving.uid == null) {
            return KnownTemplates.NONE;
        }
        String json = status.serving.template;
        return new KnownTemplates(status.serving.uid, json == null ? null : new Template(json), null);
    }

    public static ReleaseObjects.Serving serving(ReleasePolicyStatus status) {
        String json = status.serving == null ? null : status.serving.template;
        return new ReleaseObjects.Serving(servingUid(status), new Template(json == null ? "" : json));
    }

    /** What serves after a release: its template, by the Deployment that served before. */
    public static ReleasePolicyStatus.Serving promoted(
            ReleasePolicyStatus before, String uid, Subject subject, Instant now) {
        ReleasePolicyStatus.Serving serving = serving(uid, subject.judged(), subject.images(), now);
        if (before.serving != null) {
            serving.workload = before.serving.workload;
            serving.service = before.serving.service;
        }
        return serving;
    }

    private static ReleasePolicyStatus.Serving serving(
            String uid, Template template, List<String> images, Instant now) {
        ReleasePolicyStatus.Serving serving = new ReleasePolicyStatus.Serving();
        serving.uid = uid;
        serving.template = template.json();
        serving.images = List.copyOf(images);
        serving.since = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return serving;
    }

    public static ReleasePolicyStatus.Serving serving(WorkloadTarget target, WorkloadView view, Instant now) {
        ReleasePolicyStatus.Serving serving = serving(
                view.roll().newUid(),
                view.deployment().template(),
                view.deployment().images(),
                now);
        serving.workload = target.name();
        serving.service = target.service();
        return serving;
    }

    public static ReleasePolicyStatus status(ReleasePolicy policy) {
        return policy.getStatus() == null ? new ReleasePolicyStatus() : policy.getStatus();
    }

    /** A copy to write to; the cached object stays as it is. */
    public static ReleasePolicyStatus copy(ReleasePolicyStatus status) {
        ReleasePolicyStatus copy = new ReleasePolicyStatus();
        copy.observedGeneration = status.observedGeneration;
        copy.phase = status.phase;
        copy.conditions = List.copyOf(status.conditions);
        copy.serving = status.serving;
        copy.release = status.release;
        copy.lastRelease = status.lastRelease;
        copy.step = status.step;
        copy.weight = status.weight;
        copy.verdict = status.verdict;
        return copy;
    }
}
