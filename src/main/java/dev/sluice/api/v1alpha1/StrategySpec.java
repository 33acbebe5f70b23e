package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema of {@code spec.strategy}. */
public final class StrategySpec {

    @JsonPropertyDescription("Shift traffic to the new version step by step.")
    public @Nullable Canary canary;

    /** Answers to a lack of evidence. */
    public enum OnInconclusive {
        @JsonProperty("pause")
        PAUSE,
        @JsonProperty("rollback")
        ROLLBACK,
        @JsonProperty("advance")
        ADVANCE
    }

    /** The canary. */
    public static final class Canary {

        @Size(min = 1, max = 20)
        @ValidationRule(
                value = "self.isSorted() && self.all(x, self.exists_one(y, y == x))",
                message = "each step must be above the one before it, such as [1, 5, 10, 25, 50]")
        @JsonPropertyDescription(
                "The new version's share of requests in percent, step by step. A bake at 95 % follows the last one. "
                        + "By default the traffic chooses them at the start, from what is at risk; at a fixed pace [1, 5, 10, 25, 50].")
        public @Nullable List<@Min(1) @Max(94) Integer> steps;

        @Default("evidence")
        @JsonPropertyDescription(
                "When the next step comes. evidence: as soon as the requests counted show that it is safe. "
                        + "{every: 1m}: one step per interval, while analysis.thresholds hold.")
        public @Nullable JsonNode pace;

        @Default("2h")
        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('1m') && duration(self) <= duration('168h')",
                message = "must be from 1m to 168h")
        @JsonPropertyDescription("How long all steps together may take.")
        public @Nullable String maxDuration;

        @Default("pause")
        @JsonPropertyDescription(
                "What follows when the evidence did not suffice in that time. pause: traffic back, wait for a "
                        + "person. rollback: traffic back, template refused. advance: go on if nothing speaks against it.")
        public @Nullable OnInconclusive onInconclusive;
    }
}
