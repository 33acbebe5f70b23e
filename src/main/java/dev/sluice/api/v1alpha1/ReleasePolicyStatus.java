package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Sluice says about a policy and the workload it governs. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public final class ReleasePolicyStatus {

    @JsonPropertyDescription("The metadata.generation that this status is about.")
    public @Nullable Long observedGeneration;

    @JsonPropertyDescription("The phase of the active release, else what the policy is at.")
    public @Nullable String phase;

    @JsonPropertyDescription("Ready sums up; Progressing, Stalled and Valid say why.")
    public List<Condition> conditions = new ArrayList<>();

    @JsonPropertyDescription("The revision that serves.")
    public @Nullable Serving serving;

    @JsonPropertyDescription("Name of the active Release; absent at rest.")
    public @Nullable String release;

    @JsonPropertyDescription("Name of the newest Release that has ended.")
    public @Nullable String lastRelease;

    @JsonPropertyDescription("Which step of how many, such as 2/5.")
    public @Nullable String step;

    @JsonPropertyDescription("The candidate's weight as set and as observed, in percent.")
    public @Nullable String weight;

    @JsonPropertyDescription("The judge's newest verdict.")
    public @Nullable String verdict;

    /** A recorded ReplicaSet. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public static final class Serving {

        @JsonPropertyDescription("Name of the Deployment that it belongs to; the policy governs this one for its life.")
        public @Nullable String workload;

        @JsonPropertyDescription("Name of the Service in front of it; likewise.")
        public @Nullable String service;

        @JsonPropertyDescription("Name of the ReplicaSet.")
        public @Nullable String replicaSet;

        @JsonPropertyDescription("UID of the ReplicaSet.")
        public @Nullable String uid;

        @JsonPropertyDescription("Its pod template as JSON text, should the ReplicaSet be lost.")
        public @Nullable String template;

        @JsonPropertyDescription("Images of its containers, in order.")
        public List<String> images = new ArrayList<>();

        @JsonPropertyDescription("Since when it serves (RFC 3339).")
        public @Nullable String since;
    }
}
