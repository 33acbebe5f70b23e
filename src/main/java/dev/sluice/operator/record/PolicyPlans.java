package dev.sluice.operator.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.api.reader.PolicyReading;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plans of a policy: what it asks for now, what a release began with, and what is on record. */
public final class PolicyPlans {

    private final PolicyReader reader;
    private final ObjectMapper json = new ObjectMapper();

    public PolicyPlans(PolicyReader reader) {
        this.reader = reader;
    }

    /** What a policy asks for: a plan, or what is wrong with it. */
    public record Asked(@Nullable ReleasePlan plan, List<FieldError> errors) {}

    public Asked asked(ReleasePolicy policy) {
        PolicyReading reading = read(policy, policy.getSpec());
        ReleasePlan plan = reading.fold(valid -> valid, errors -> null);
        List<FieldError> errors =
                plan == null ? reading.errors() : TakenOver.faults(PolicyObjects.status(policy), plan);
        return new Asked(errors.isEmpty() ? plan : null, errors);
    }

    /**
     * The plan of a release under way: what the policy asks for now, on the Deployment and the routes that the release
     * began with. Weights that it wrote to a route must come out of that route, whatever the policy names by now.
     *
     * @return null when neither can be read
     */
    public @Nullable ReleasePlan underWay(ReleasePolicy policy, Release release) {
        ReleasePlan now = asked(policy).plan();
        ReleasePlan pinned = pinned(policy, release);
        if (now == null || pinned == null) {
            return now == null ? pinned : now;
        }
        return new ReleasePlan(
                pinned.workload(),
                pinned.traffic(),
                now.metrics(),
                now.canary(),
                now.analysis(),
                now.onFailure(),
                now.bake(),
                now.readyWithin());
    }

    /** The spec that a release which begins under this plan of the policy keeps. */
    public static @Nullable JsonNode pinned(ReleasePolicy policy, ReleasePlan plan) {
        return PinnedMetrics.spec(policy.getSpec(), plan);
    }

    /** The plan that a release began with; null when it can't be read. */
    private @Nullable ReleasePlan pinned(ReleasePolicy policy, Release release) {
        return read(policy, release.getSpec().policySpec).fold(valid -> valid, errors -> null);
    }

    /** A plan for the Deployment on record, where what the policy says is of no use; null when there is none. */
    public @Nullable ReleasePlan recorded(ReleasePolicy policy) {
        for (JsonNode spec : TakenOver.specs(policy)) {
            ReleasePlan plan = read(policy, spec).fold(valid -> valid, errors -> null);
            if (plan != null) {
                return plan;
            }
        }
        return null;
    }

    private PolicyReading read(ReleasePolicy policy, @Nullable JsonNode spec) {
        ObjectNode object = json.createObjectNode();
        object.put("apiVersion", PolicyReader.API_VERSION);
        object.put("kind", PolicyReader.KIND);
        object.putObject("metadata")
                .put("name", policy.getMetadata().getName())
                .put("namespace", policy.getMetadata().getNamespace())
                .put("uid", policy.getMetadata().getUid());
        if (spec != null) {
            object.set("spec", spec);
        }
        return reader.read(object);
    }
}
