package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.section.Faults;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.ApiVersion;
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
    public static final String API_VERSION = ApiVersion.CURRENT;

    /** Their kind. */
    public static final String KIND = "ReleasePolicy";

    private static final Bounds<Duration> BAKES = Bounds.durations(Duration.ZERO, Duration.ofHours(24));
    private static final Bounds<Duration> READY = Bounds.durations(Duration.ofSeconds(10), Duration.ofHours(24));

    private final Defaults defaults;
    private final MetricTemplates templates;
    private final List<MetricPreset> presets;

    /** A reader of policies that use no templates: one that names one is refused. */
    public PolicyReader(Defaults defaults) {
        this(defaults, MetricTemplates.NONE);
    }

    /** @param templates that policies may name */
    public PolicyReader(Defaults defaults, MetricTemplates templates) {
        this(defaults, templates, MetricPreset.ALL);
    }

    /** @param presets what policies may choose from; the first is the default */
    PolicyReader(Defaults defaults, MetricTemplates templates, List<MetricPreset> presets) {
        this.defaults = defaults;
        this.templates = templates;
        this.presets = List.copyOf(presets);
    }

    /**
     * Reads a policy.
     *
     * @param object the whole object, {@code apiVersion} to {@code spec}; it need not come from an API server
     */
    public PolicyReading read(JsonNode object) {
        Faults faults = new Faults();
        Section root = Section.root(object, PolicyFields.ALL, faults);
        root.requiredWord("apiVersion", API_VERSION);
        root.requiredWord("kind", KIND);
        Identity identity = Identity.read(root.required("metadata", "write at least metadata: {name: NAME}"));
        Section spec = root.required("spec", "write at least workload and traffic");
        Routing routing = Routing.read(spec);
        Section analysis = spec.section("analysis");
        Section prometheus = analysis.section("prometheus");
        CanaryPlan canary = StrategyReader.read(spec.section("strategy"));
        ErrorsReader errors = ErrorsReader.read(analysis.section("errors"));
        AnalysisPlan judged = new AnalysisReader(analysis, routing.versions(identity), templates)
                .read(errors.plan(), prometheus, canary);
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
                routing.metrics(identity, metrics, errors.counting()),
                canary,
                judged,
                onFailure,
                bake,
                readyWithin));
    }
}
