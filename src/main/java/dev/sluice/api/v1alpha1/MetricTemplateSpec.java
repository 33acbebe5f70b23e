package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema of both kinds of templates. Nothing reads one through it; see {@link MetricTemplate}. */
@ValidationRule(
        value = "!has(self.limit) || !has(self.compare)",
        message = "write limit or compare, one of the two, or none and leave it to the policies")
public final class MetricTemplateSpec {

    @Size(max = 500)
    @JsonPropertyDescription("What the metric says, for those who choose it.")
    public @Nullable String description;

    @Required
    @Size(min = 1, max = 2000)
    @JsonPropertyDescription(
            "PromQL that gives one number. {{namespace}}, {{workload}}, {{pods}} (a regular expression for exactly its "
                    + "pods), {{service}} and {{window}} stand for the version that it is asked for; the template's own "
                    + "variables for what the policy gives.")
    public @Nullable String query;

    @Size(min = 1, max = 2000)
    @JsonPropertyDescription("The same for the serving version, where it is another query.")
    public @Nullable String stableQuery;

    @Size(min = 1, max = 20)
    @ValidationRule(
            value = "self.all(x, self.exists_one(y, y.name == x.name))",
            message = "each variable may be there once")
    @JsonPropertyDescription("Variables that policies give values to.")
    public @Nullable List<Variable> variables;

    @Size(max = 20)
    @Pattern(Text.DURATION)
    @ValidationRule(
            value = "duration(self) >= duration('5s') && duration(self) <= duration('1h')",
            message = "must be from 5s to 1h")
    @JsonPropertyDescription("What {{window}} stands for where the policy does not say it. 1m when absent.")
    public @Nullable String window;

    @JsonPropertyDescription("Fixed limits where the policy has neither limit nor compare.")
    public MetricSpec.@Nullable Limit limit;

    @JsonPropertyDescription("How far off the serving version's value is allowed, likewise.")
    public MetricSpec.@Nullable Compare compare;

    /** A variable. */
    @ValidationRule(
            value = "!(self.name in ['namespace', 'workload', 'pods', 'service', 'window'])",
            message = "namespace, workload, pods, service and window are variables of every query")
    public static final class Variable {

        @Required
        @Size(min = 1, max = 63)
        @Pattern(Text.IDENTIFIER)
        @JsonPropertyDescription("Its name, as in {{name}}.")
        public @Nullable String name;

        @JsonProperty("default")
        @Size(max = 200)
        @Pattern(Text.SAFE)
        @JsonPropertyDescription("Its value where a policy gives none. Without a default each policy must give one.")
        public @Nullable String fallback;

        @Size(max = 500)
        @JsonPropertyDescription("What it is, for those who give it a value.")
        public @Nullable String description;
    }
}
