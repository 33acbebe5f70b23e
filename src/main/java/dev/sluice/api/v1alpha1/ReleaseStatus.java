package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a release stands and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ReleaseStatus {

    @JsonPropertyDescription(
            "Pending, Starting, Shifting, Baking, Promoting, Returning, RollingBack, Paused, Succeeded,"
                    + " RolledBack, Superseded or Withdrawn.")
    public @Nullable String phase;

    @JsonPropertyDescription("Since when (RFC 3339).")
    public @Nullable String phaseSince;

    @JsonPropertyDescription("When the release was over (RFC 3339).")
    public @Nullable String endedAt;

    @JsonPropertyDescription("Which step of how many, such as 2/5.")
    public @Nullable String step;

    @JsonPropertyDescription("The candidate's weight as set and as configured in the route, in percent.")
    public @Nullable String weight;

    @JsonPropertyDescription("The candidate's share of the traffic.")
    public @Nullable Traffic traffic;

    @JsonPropertyDescription("The newest verdict or reason in one word.")
    public @Nullable String verdict;

    @JsonPropertyDescription("The newest decision in sentences, with its numbers.")
    public @Nullable String message;

    @JsonPropertyDescription("What was counted and what follows from it.")
    public @Nullable EvidenceStatus evidence;

    @JsonPropertyDescription("The newest decisions, oldest first; repeated ones are counted.")
    public List<DecisionStatus> decisions = new ArrayList<>();

    @JsonPropertyDescription("Ready sums up; Progressing and Stalled say why.")
    public List<Condition> conditions = new ArrayList<>();

    @PreserveUnknownFields
    @JsonPropertyDescription("What the engine must remember; not for reading, not for writing.")
    public @Nullable JsonNode engine;

    /** The candidate's weight in percent, three times. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class Traffic {

        @JsonPropertyDescription("What Sluice decided.")
        public @Nullable Integer set;

        @JsonPropertyDescription("What the route says.")
        public @Nullable Integer configured;

        @JsonPropertyDescription("What the requests show.")
        public @Nullable Double observed;

        @JsonPropertyDescription("The highest that was decided in this release.")
        public @Nullable Integer highest;
    }

    /** Counts of both arms and the evidence in them, as odds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class EvidenceStatus {

        @JsonPropertyDescription("Requests that the candidate answered.")
        public @Nullable Long candidateRequests;

        @JsonPropertyDescription("How many of them failed.")
        public @Nullable Long candidateErrors;

        @JsonPropertyDescription("Requests that stable answered in the same time.")
        public @Nullable Long stableRequests;

        @JsonPropertyDescription("How many of them failed.")
        public @Nullable Long stableErrors;

        @JsonPropertyDescription("Odds against the candidate.")
        public @Nullable Double against;

        @JsonPropertyDescription("Odds against it at which it is rolled back.")
        public @Nullable Double rollbackAt;

        @JsonPropertyDescription("Odds for the next step.")
        public @Nullable Double forNextStep;

        @JsonPropertyDescription("Odds for it at which it comes.")
        public @Nullable Double advanceAt;

        @JsonPropertyDescription("Dispersion of the stable version's errors; 1 means independent.")
        public @Nullable Double dispersion;

        @JsonPropertyDescription("Everything that is judged: errors first, then latency edges and metrics.")
        public List<SignalStatus> signals = new ArrayList<>();
    }

    /** One of the things that are judged. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class SignalStatus {

        @JsonPropertyDescription("What was looked at, such as errors, or requests over 500 ms.")
        public @Nullable String name;

        @JsonPropertyDescription("Odds against the candidate by this signal.")
        public @Nullable Double against;

        @JsonPropertyDescription("Odds at which this signal alone rolls it back.")
        public @Nullable Double rollbackAt;

        @JsonPropertyDescription("Odds for the next step by this signal.")
        public @Nullable Double forNextStep;

        @JsonPropertyDescription("Odds at which this signal lets it come.")
        public @Nullable Double advanceAt;

        @JsonPropertyDescription("What was compared, what speaks for and against, what is missing, in sentences.")
        public List<String> explanation = new ArrayList<>();
    }

    /** A decision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class DecisionStatus {

        @JsonPropertyDescription("When it first fell (RFC 3339).")
        public @Nullable String time;

        @JsonPropertyDescription("The phase that it led to.")
        public @Nullable String phase;

        @JsonPropertyDescription("Why, in one word.")
        public @Nullable String reason;

        @JsonPropertyDescription("Why, in sentences.")
        public @Nullable String message;

        @JsonPropertyDescription("The candidate's weight after it.")
        public @Nullable Integer weight;

        @JsonPropertyDescription("How often in a row it fell.")
        public @Nullable Integer count;
    }
}
