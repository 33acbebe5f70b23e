package dev.sluice.metrics.prometheus.series;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.metrics.prometheus.counter.CounterSeries;
import dev.sluice.metrics.prometheus.counter.Sample;
import dev.sluice.metrics.prometheus.preset.FailureRules;
import dev.sluice.metrics.prometheus.preset.LabelPattern;
import dev.sluice.metrics.prometheus.preset.Preset;
import dev.sluice.metrics.prometheus.preset.ReleaseNames;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from the labels of a series what it counts. */
public final class SeriesReader {
    static final String NAME = "__name__";

    private final Preset preset;
    private final List<Arm> readArms;
    private final List<Rule> arms;
    private final FailureRules failures;
    private final List<String> routes;
    private final boolean isPerPod;

    /** @param readArms the arms that are compared */
    public SeriesReader(Preset preset, MetricTarget target, List<Arm> readArms) {
        this.preset = preset;
        this.readArms = List.copyOf(readArms);
        this.arms = preset.arms().stream()
                .flatMap(pattern -> readArms.stream()
                        .map(arm -> new Rule(pattern.label(), arm, compiled(pattern, ReleaseNames.of(target, arm)))))
                .toList();
        this.failures = new FailureRules(preset.codes(), target.counting().failures());
        String route = target.counting().route();
        this.routes = route == null ? preset.routes() : List.of(route);
        this.isPerPod = preset.offer().canGive(Capability.PER_POD);
    }

    /**
     * The counters of an answer.
     *
     * @param series in which no set of labels occurs twice
     * @param edges bucket edges at which slow requests are counted
     */
    public Readout read(Collection<ApiAnswer.Series> series, List<Duration> edges) {
        Faults faults = new Faults();
        List<CounterSeries> requests = requests(series, faults);
        List<String> remarks = new ArrayList<>(faults.remarks(preset.requests()));
        List<CounterSeries> all = new ArrayList<>(faults.without(requests));
        Preset.Histogram histogram = preset.duration();
        if (!edges.isEmpty() && histogram != null) {
            Readout latency = new LatencyReader(histogram, this).read(series, edges, requests);
            all.addAll(latency.series());
            remarks.addAll(latency.remarks());
        }
        return new Readout(all, remarks);
    }

    private List<CounterSeries> requests(Collection<ApiAnswer.Series> answer, Faults faults) {
        List<CounterSeries> counters = new ArrayList<>();
        for (ApiAnswer.Series series : answer) {
            boolean isCounter = series.label(NAME).equals(preset.requests()) && failures.apply(series.labels());
            if (isCounter) {
                counter(series.labels(), null, failures.areFailed(series.labels()))
                        .map(empty -> empty.with(samples(series, empty.target(), faults)))
                        .ifPresent(counters::add);
            }
        }
        return counters;
    }

    private static List<Sample> samples(ApiAnswer.Series series, String target, Faults faults) {
        List<Sample> samples = new ArrayList<>();
        double before = Double.NaN;
        for (ApiAnswer.Point point : series.points()) {
            if (Faults.isCount(point.value(), before)) {
                samples.add(new Sample(point.at(), (long) point.value()));
                before = point.value();
            } else {
                faults.add(target, point.at());
            }
        }
        return samples;
    }

    /** A counter without samples, if the labels are of one of the arms. */
    Optional<CounterSeries> counter(Map<String, String> labels, @Nullable Duration edge, boolean failed) {
        return armOf(labels)
                .map(arm -> new CounterSeries(
                        targetOf(labels),
                        isPerPod ? labels.getOrDefault("pod", "") : "",
                        routeOf(labels),
                        arm,
                        edge,
                        failed,
                        List.of()));
    }

    /** Whether an arm's latency is compared: beside a baseline, which is as young as the candidate, stable's is not. */
    boolean comparesLatencyOf(Arm arm) {
        return readArms.contains(arm) && !(arm == Arm.STABLE && readArms.contains(Arm.BASELINE));
    }

    private Optional<Arm> armOf(Map<String, String> labels) {
        return arms.stream()
                .filter(rule -> rule.holdsFor(labels))
                .map(Rule::arm)
                .findFirst();
    }

    private String routeOf(Map<String, String> labels) {
        return routes.stream()
                .map(label -> labels.getOrDefault(label, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What was scraped, in few letters: the name is stored with the release. */
    static String targetOf(Map<String, String> labels) {
        String instance = labels.getOrDefault("instance", "");
        String pod = labels.getOrDefault("pod", "");
        String port = instance.substring(instance.lastIndexOf(':') + 1);
        return labels.getOrDefault("job", "") + '/' + (pod.isEmpty() ? instance : pod + ':' + port);
    }

    private static Pattern compiled(LabelPattern pattern, ReleaseNames names) {
        return Pattern.compile("(?:" + names.fill(pattern) + ")");
    }

    private record Rule(String label, Arm arm, Pattern pattern) {
        boolean holdsFor(Map<String, String> labels) {
            return pattern.matcher(labels.getOrDefault(label, "")).matches();
        }
    }
}
