package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Schema of an element of {@code spec.analysis.metrics}. */
@ValidationRule(value = "has(self.query) != has(self.template)", message = "write query or template, one of the two")
@ValidationRule(
        value = "!has(self.limit) || !has(self.compare)",
        message = "write limit or compare, one of the two; for both write two metrics")
@ValidationRule(
        value = "has(self.template) || has(self.limit) || has(self.compare)",
        message = "write limit or compare; only a template can bring one")
@ValidationRule(
        value = "!has(self.stableQuery) || (has(self.query) && has(self.compare))",
        message = "stableQuery goes with query and compare only")
@ValidationRule(value = "!has(self.variables) || has(self.template)", message = "variables go with a template only")
public final class MetricSpec {

    @Required
    @Size(min = 1, max = 63)
    @Pattern(Text.SERVICE)
    @JsonPropertyDescription("What the metric is called in verdicts and explanations.")
    public @Nullable String name;

    @Size(min = 1, max = 2000)
    @JsonPropertyDescription(
            "PromQL that gives one number. {{namespace}}, {{workload}}, {{pods}} (a regular expression for exactly its "
                    + "pods), {{service}} and {{window}} stand for the version that it is asked for.")
    public @Nullable String query;

    @Size(min = 1, max = 2000)
    @JsonPropertyDescription("The same for the serving version, where it is another query.")
    public @Nullable String stableQuery;

    @JsonPropertyDescription("A MetricTemplate or ClusterMetricTemplate to take the queries from.")
    public @Nullable TemplateName template;

    @Size(min = 1, max = 20)
    @JsonPropertyDescription("Values of the template's variables, as texts.")
    public @Nullable Map<String, @Size(max = 200) String> variables;

    @Size(max = 20)
    @Pattern(Text.DURATION)
    @ValidationRule(
            value = "duration(self) >= duration('5s') && duration(self) <= duration('1h')",
            message = "must be from 5s to 1h")
    @JsonPropertyDescription("What {{window}} stands for. By default what the template says, else 1m.")
    public @Nullable String window;

    @JsonPropertyDescription("Fixed limits of the new version's value.")
    public @Nullable Limit limit;

    @JsonPropertyDescription("How far the new version's value may be off the serving one's.")
    public @Nullable Compare compare;

    /** Kinds of templates. */
    public enum TemplateKind {
        @JsonProperty("MetricTemplate")
        METRIC_TEMPLATE,
        @JsonProperty("ClusterMetricTemplate")
        CLUSTER_METRIC_TEMPLATE
    }

    /** Names a template. */
    public static final class TemplateName {

        @Required
        @Size(min = 1, max = 253)
        @Pattern(Text.OBJECT)
        @JsonPropertyDescription("Its name; a MetricTemplate is looked for in the policy's namespace.")
        public @Nullable String name;

        @Default("MetricTemplate")
        @JsonPropertyDescription("Its kind.")
        public @Nullable TemplateKind kind;
    }

    /** Fixed limits. */
    @ValidationRule(value = "has(self.min) || has(self.max)", message = "write min, max or both")
    @ValidationRule(
            value = "!has(self.min) || !has(self.max) || self.min < self.max",
            message = "min must be below max")
    public static final class Limit {

        @Min(-1e15)
        @Max(1e15)
        @JsonPropertyDescription("Least value. Not checked when absent.")
        public @Nullable Double min;

        @Min(-1e15)
        @Max(1e15)
        @JsonPropertyDescription("Greatest value. Not checked when absent.")
        public @Nullable Double max;

        @Default("3")
        @Min(1)
        @Max(100)
        @JsonPropertyDescription(
                "So many values outside the limits roll the new version back, if they come within the time.")
        public @Nullable Integer failures;

        @Default("5m")
        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('10s') && duration(self) <= duration('24h')",
                message = "must be from 10s to 24h")
        @JsonPropertyDescription("The time in which they must come.")
        public @Nullable String within;
    }

    /** Which way is worse. */
    public enum Worse {
        @JsonProperty("higher")
        HIGHER,
        @JsonProperty("lower")
        LOWER,
        @JsonProperty("either")
        EITHER
    }

    /** A comparison. */
    public static final class Compare {

        @Required
        @JsonPropertyDescription("Which way is worse.")
        public @Nullable Worse worse;

        @Default("10%")
        @Size(max = 20)
        @Pattern(Text.PERCENT)
        @ValidationRule(
                value = "double(self.replace('%', '')) >= 0.0 && double(self.replace('%', '')) <= 1000.0",
                message = "must be from 0% to 1000%")
        @JsonPropertyDescription("How far the value may be off, as a share of the serving version's, from 0% to 1000%.")
        public @Nullable String tolerance;

        @Default("0")
        @Min(0)
        @Max(1e15)
        @JsonPropertyDescription("How far it may be off besides, in the metric's own unit.")
        public @Nullable Double slack;
    }
}
