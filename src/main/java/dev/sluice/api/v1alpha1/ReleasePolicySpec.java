package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy file's schema. Nothing reads a policy through these classes; see {@link ReleasePolicy}. */
@ValidationRule(
        value = "self.traffic.service != self.workload.name + '-canary'",
        fieldPath = ".traffic",
        message = "traffic.service may not be the candidate's own Service, workload.name with -canary behind it")
@ValidationRule(
        value = "!has(self.analysis) || self.analysis.baseline != 'fresh' || self.workload.name.size() <= 54",
        fieldPath = ".analysis",
        message =
                "with baseline fresh workload.name may have at most 54 characters, so that with -baseline behind it it fits")
public final class ReleasePolicySpec {

    @Required
    @ValidationRule(
            value = "self == oldSelf",
            message = "workload can't be changed; delete the policy, which lets the Deployment go, and make another")
    @JsonPropertyDescription("What is released. Stays the same for the policy's life.")
    public @Nullable Workload workload;

    @Required
    @JsonPropertyDescription("How its requests reach it.")
    public @Nullable Traffic traffic;

    @JsonPropertyDescription("How a new version takes over. A canary by default.")
    public @Nullable StrategySpec strategy;

    @JsonPropertyDescription("How a new version is judged: against the one that serves, on live requests.")
    public @Nullable AnalysisSpec analysis;

    @Default("rollback")
    @JsonPropertyDescription(
            "What follows on evidence against the new version. rollback: traffic back, candidate removed, "
                    + "template refused until it is retried. pause: traffic back, candidate kept for a look.")
    public @Nullable OnFailure onFailure;

    @Default("10m")
    @Size(max = 20)
    @Pattern(Text.DURATION)
    @ValidationRule(
            value = "duration(self) >= duration('0s') && duration(self) <= duration('24h')",
            message = "must be from 0s to 24h")
    @JsonPropertyDescription(
            "How long the new version carries 95 % before it is promoted; the old one stays warm meanwhile.")
    public @Nullable String bake;

    @Default("10m")
    @Size(max = 20)
    @Pattern(Text.DURATION)
    @ValidationRule(
            value = "duration(self) >= duration('10s') && duration(self) <= duration('24h')",
            message = "must be from 10s to 24h")
    @JsonPropertyDescription("How long candidate pods may take to get ready; the release is taken back after it.")
    public @Nullable String readyWithin;

    /** Answers to a failure. */
    public enum OnFailure {
        @JsonProperty("rollback")
        ROLLBACK,
        @JsonProperty("pause")
        PAUSE
    }

    /** Kinds of workload. */
    public enum WorkloadKind {
        @JsonProperty("Deployment")
        DEPLOYMENT
    }

    /** The workload. */
    public static final class Workload {

        @Default("Deployment")
        @JsonPropertyDescription("Kind of the workload.")
        public @Nullable WorkloadKind kind;

        @Required
        @Size(min = 1, max = 56)
        @Pattern(Text.SERVICE)
        @JsonPropertyDescription("Name of the Deployment, in the policy's namespace. The candidate gets this name with "
                + "-canary behind it, as a Deployment and as a Service; so it may have 56 characters.")
        public @Nullable String name;
    }

    /** The traffic. */
    public static final class Traffic {

        @Required
        @Size(min = 1, max = 63)
        @Pattern(Text.SERVICE)
        @ValidationRule(
                value = "self == oldSelf",
                message = "traffic.service can't be changed; delete the policy, which lets the Deployment go, and make"
                        + " another")
        @JsonPropertyDescription(
                "The Service that clients call, in the policy's namespace. Stays the same for the policy's life.")
        public @Nullable String service;

        @Required
        @JsonPropertyDescription("Istio splits the traffic. {} takes the defaults.")
        public @Nullable Istio istio;
    }

    /** The mesh. */
    public static final class Istio {

        @Size(min = 1, max = 253)
        @Pattern(Text.OBJECT)
        @JsonPropertyDescription("Name of the VirtualService that routes to the Service, in the policy's namespace. By "
                + "default it is called as the Service is.")
        public @Nullable String virtualService;

        @Size(min = 1, max = 50)
        @ValidationRule(value = "self.all(x, self.exists_one(y, y == x))", message = "each route may be named once")
        @JsonPropertyDescription(
                "Names of the HTTP routes to edit. By default every HTTP route that leads to the Service.")
        public @Nullable List<@Size(min = 1, max = 253) String> routes;
    }
}
