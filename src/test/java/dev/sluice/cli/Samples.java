package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.api.v1alpha1.ReleaseSpec;
import dev.sluice.api.v1alpha1.ReleaseSpec.Revision;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus.DecisionStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** Policies and releases of the namespace {@code shop}, as the operator leaves them. */
public final class Samples {

    public static final String NAMESPACE = "shop";

    private Samples() {}

    /** Governs the Deployment of its own name; no operator has seen it yet. */
    public static ReleasePolicy aPolicy(String name) {
        ReleasePolicy policy = new ReleasePolicy();
        policy.setMetadata(
                new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(name).build());
        ObjectNode spec = Serialization.jsonMapper().createObjectNode();
        spec.putObject("workload").put("name", name);
        spec.putObject("traffic").put("service", name).putObject("istio");
        policy.setSpec(spec);
        return policy;
    }

    /** A policy with a summary; {@code release} is under way unless it is empty. */
    public static ReleasePolicy aPolicy(String name, String phase, String release, Condition ready) {
        ReleasePolicy policy = aPolicy(name);
        ReleasePolicyStatus status = new ReleasePolicyStatus();
        status.phase = phase;
        status.release = release.isEmpty() ? null : release;
        status.conditions.add(ready);
        policy.setStatus(status);
        return policy;
    }

    public static Condition ready(String reason, String message) {
        return condition("Ready", reason, message);
    }

    public static Condition condition(String type, String reason, String message) {
        Condition condition = new Condition();
        condition.type = type;
        condition.status = "True";
        condition.lastTransitionTime = "2026-01-01T00:00:00Z";
        condition.reason = reason;
        condition.message = message;
        return condition;
    }

    /** The release of {@code v2} over {@code v1}, not recorded yet. */
    public static Release aRelease(String policy, int revision) {
        Release release = new Release();
        release.setMetadata(new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName(policy + "-" + revision)
                .withCreationTimestamp("2026-01-01T02:40:00Z")
                .withLabels(Map.of(Release.POLICY_LABEL, policy))
                .build());
        ReleaseSpec spec = new ReleaseSpec();
        spec.policy = policy;
        spec.revision = revision;
        spec.serving = revision(policy, "v1");
        spec.candidate = revision(policy, "v2");
        release.setSpec(spec);
        return release;
    }

    /** A release that stands so. */
    public static Release aRelease(String policy, int revision, String phase, String message) {
        Release release = aRelease(policy, revision);
        ReleaseStatus status = new ReleaseStatus();
        status.phase = phase;
        status.phaseSince = "2026-01-01T02:50:00Z";
        status.message = message;
        status.verdict = phase;
        release.setStatus(status);
        return release;
    }

    /** A release that is over. */
    public static Release anEndedRelease(String policy, int revision, String phase, String message) {
        Release release = aRelease(policy, revision, phase, message);
        release.getStatus().endedAt = release.getStatus().phaseSince;
        return release;
    }

    public static DecisionStatus aDecision(String time, String phase, int weight, String message) {
        DecisionStatus decision = new DecisionStatus();
        decision.time = time;
        decision.phase = phase;
        decision.weight = weight;
        decision.message = message;
        decision.count = 1;
        return decision;
    }

    private static Revision revision(String name, String tag) {
        Revision revision = new Revision();
        String image = "registry.example.com/" + name + ":" + tag;
        revision.template = """
                {"metadata":{"labels":{"app":"%s"}},"spec":{"containers":[{"name":"%s","image":"%s",\
                "ports":[{"name":"http","containerPort":8080}]}]}}""".formatted(name, name, image);
        revision.images = List.of(image);
        return revision;
    }
}
