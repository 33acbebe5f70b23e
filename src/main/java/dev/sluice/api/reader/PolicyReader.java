package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.text.Bounds;
import dev.sluice.core.metric.MetricPreset;
import dev.sluice.core.policy.AnalysisPlan;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.policy.ReleasePlan.OnFailure;
import java.time.Duration;
import java.util.List;

/**
 * The one validator of policies: behind {@code sluice lint} and behind the condition {@code Valid}. What it refuses, the
 * schema refuses too where a schema can.
 */
public final class PolicyReader {
    /** The version that policies are written in. */
    public static final String API_VERSION = "sluice.dev/v1alpha1";

    /** Their kind. */
    public static final String KIND = "ReleasePolicy";

    private static final Bounds<Duration> BAKES = Bounds.durations(Duration.ZERO, Duration.ofHours(24));
    private static final Bounds<Duration> READY = Bounds.durations(Duration.ofSeconds(10), Duration.ofHours(24));

    private final Defaults defaults;
    private final List<MetricPreset> presets;

    public PolicyReader(Defaults defaults) {
        this(defaults, MetricPreset.ALL);
    }

    /** @param presets what policies may choose from; the first is the default */
    PolicyReader(Defaults defaults, List<MetricPreset> presets) {
        this.defaults = defaults;
        this.presets = List.copyOf(presets);
    }

    /**
     * Reads a policy.
     *
     * @param object the whole object, {@code apiVersion} to {@code spec}; it need not come from an API server
     */
    public PolicyReading read(JsonNode object) {
        Faults faults = new Faults();
        Section root = Section.root(object, faults);
        root.requiredWord("apiVersion", API_VERSION);
        root.requiredWord("kind", KIND);
        Identity identity = Identity.read(root.required("metadata", "write at least metadata: {name: NAME}"));
        Section spec = root.required("spec", "write at least workload and traffic");
        Routing routing = Routing.read(spec);
        Section analysis = spec.section("analysis");
        Section prometheus = analysis.section("prometheus");
        CanaryPlan canary = StrategyReader.read(spec.section("strategy"));
        AnalysisPlan judged = AnalysisReader.read(analysis, prometheus, canary);
        MetricsReader metrics = MetricsReader.read(prometheus, defaults, presets);
        PresetNeed.check(object, metrics.preset(), presets, faults);
        OnFailure onFailure = spec.choice("onFailure", OnFailure.class, OnFailure.ROLLBACK);
        Duration bake = spec.duration("bake", BAKES, Duration.ofMinutes(10));
        Duration readyWithin = spec.duration("readyWithin", READY, Duration.ofMinutes(10));
        if (!faults.isEmpty()) {
            return new PolicyReading.Invalid(faults.found());
        }
        return new PolicyReading.Valid(new ReleasePlan(
                routing.workload(identity),
                routing.traffic(identity),
                routing.metrics(identity, metrics),
                canary,
                judged,
                onFailure,
                bake,
                readyWithin));
    }
}
