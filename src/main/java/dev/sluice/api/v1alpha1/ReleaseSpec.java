package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a release is about, and what people ask of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ReleaseSpec {

    @Required
    @JsonPropertyDescription("Name of the policy.")
    public @Nullable String policy;

    @Required
    @Min(1)
    @JsonPropertyDescription("Number of the release within its policy.")
    public @Nullable Integer revision;

    @Required
    @JsonPropertyDescription("The revision that served when the release began.")
    public @Nullable Revision serving;

    @Required
    @JsonPropertyDescription("The revision to bring out.")
    public @Nullable Revision candidate;

    @PreserveUnknownFields
    @JsonPropertyDescription("The policy's spec as it was when the release began; used while the policy is invalid.")
    public @Nullable JsonNode policySpec;

    @Size(max = 100)
    @JsonPropertyDescription("What people ask, oldest first. Use the sluice command rather than writing them by hand.")
    public List<IntentSpec> intents = new ArrayList<>();

    /** A pod template and what runs it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class Revision {

        @JsonPropertyDescription("UID of its ReplicaSet, if it has one.")
        public @Nullable String replicaSetUid;

        @Required
        @JsonPropertyDescription("The pod template as JSON text, so that not a byte of it changes.")
        public @Nullable String template;

        @JsonPropertyDescription("Images of its containers, in order.")
        public List<String> images = new ArrayList<>();
    }

    /** What a person asks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class IntentSpec {

        @Required
        @JsonPropertyDescription("Unique within the release; an intent is carried out once.")
        public @Nullable String id;

        @Required
        @JsonPropertyDescription("What is asked.")
        public @Nullable Kind kind;

        @JsonPropertyDescription("The release's revision that it is meant for; others ignore it.")
        public @Nullable Integer revision;

        @JsonPropertyDescription("Why.")
        public @Nullable String reason;

        @JsonPropertyDescription("Who says so (as claimed).")
        public @Nullable String actor;

        /** What can be asked. */
        public enum Kind {
            Promote,
            PromoteFull,
            Abort,
            Pause,
            Resume,
            Retry
        }
    }
}
