package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.metrics.prometheus.counter.CounterSeries;
import dev.sluice.metrics.prometheus.counter.Sample;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells from the labels of a series what it counts. */
final class SeriesReader {
    /** Beyond it a double skips whole numbers, and differences lie. */
    private static final double LARGEST_EXACT = 1L << 53;

    private final List<Rule> arms;
    private final List<Rule> failures;

    SeriesReader(Preset preset, MetricTarget target) {
        this.arms = preset.arms().stream()
                .flatMap(pattern -> Stream.of(Arm.CANDIDATE, Arm.STABLE)
                        .map(arm -> new Rule(pattern.label(), arm, compiled(pattern, ReleaseNames.of(target, arm)))))
                .toList();
        this.failures = preset.failures().stream()
                .map(pattern -> new Rule(pattern.label(), Arm.STABLE, compiled(pattern, ReleaseNames.ofBoth(target))))
                .toList();
    }

    List<CounterSeries> read(Collection<ApiAnswer.Series> answer) {
        return answer.stream().flatMap(series -> read(series).stream()).toList();
    }

    private Optional<CounterSeries> read(ApiAnswer.Series series) {
        boolean saysNothing = failures.stream().noneMatch(rule -> rule.isPresentIn(series.labels()));
        if (saysNothing) {
            return Optional.empty();
        }
        boolean failed = failures.stream().anyMatch(rule -> rule.holdsFor(series.labels()));
        return armOf(series.labels())
                .map(arm -> new CounterSeries(targetOf(series.labels()), arm, failed, samples(series)));
    }

    private Optional<Arm> armOf(Map<String, String> labels) {
        return arms.stream()
                .filter(rule -> rule.holdsFor(labels))
                .map(Rule::arm)
                .findFirst();
    }

    /** Staleness marks, infinities and negative values are no state of a counter. */
    private static List<Sample> samples(ApiAnswer.Series series) {
        return series.points().stream()
                .filter(point -> point.value() >= 0 && point.value() <= LARGEST_EXACT)
                .map(point -> new Sample(point.at(), (long) point.value()))
                .toList();
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
        boolean isPresentIn(Map<String, String> labels) {
            return !labels.getOrDefault(label, "").isEmpty();
        }

        boolean holdsFor(Map<String, String> labels) {
            return pattern.matcher(labels.getOrDefault(label, "")).matches();
        }
    }
}
