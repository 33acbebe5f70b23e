package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A condition as Kubernetes objects carry them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Condition {

    @Required
    @JsonPropertyDescription("What the condition is about.")
    public @Nullable String type;

    @Required
    @JsonPropertyDescription("True, False or Unknown.")
    public @Nullable String status;

    @JsonPropertyDescription("The metadata.generation that the condition is about.")
    public @Nullable Long observedGeneration;

    @Required
    @JsonPropertyDescription("When the status last changed (RFC 3339).")
    public @Nullable String lastTransitionTime;

    @Required
    @JsonPropertyDescription("Why, as one word for programs.")
    public @Nullable String reason;

    @Required
    @JsonPropertyDescription("Why, as a sentence for people.")
    public @Nullable String message;
}
