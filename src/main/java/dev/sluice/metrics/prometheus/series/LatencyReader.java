package dev.sluice.metrics.prometheus.series;

import dev.sluice.core.metric.Arm;
import dev.sluice.metrics.prometheus.counter.CounterSeries;
import dev.sluice.metrics.prometheus.preset.Preset.Histogram;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes of histograms what the judge compares: at each bucket edge a counter of slow requests and one of the others, as
 * failed ones and others are counted. An edge that one of the arms doesn't have can't be compared; classic buckets are
 * read where there are any, native ones where not.
 */
final class LatencyReader {
    private final Histogram metric;
    private final SeriesReader reader;

    LatencyReader(Histogram metric, SeriesReader reader) {
        this.metric = metric;
        this.reader = reader;
    }

    /** @param requests the counters of all requests, by which an arm without a histogram shows */
    Readout read(Collection<ApiAnswer.Series> series, List<Duration> edges, List<CounterSeries> requests) {
        List<Distribution> distributions = distributions(series);
        Set<Arm> answering = arms(requests.stream()
                .filter(counter -> reader.comparesLatencyOf(counter.arm()))
                .filter(LatencyReader::hasRequests));
        Set<Arm> measured = arms(distributions.stream().map(Distribution::counter));
        if (!measured.containsAll(answering) || measured.isEmpty()) {
            return new Readout(List.of(), answering.isEmpty() ? List.of() : List.of(missing(answering, measured)));
        }
        Faults faults = new Faults();
        List<CounterSeries> counters = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Duration edge : edges) {
            Set<Arm> lacking = arms(distributions.stream()
                    .filter(one -> !one.hasEdge(edge, metric.secondsPerUnit()))
                    .map(Distribution::counter));
            if (lacking.isEmpty()) {
                distributions.forEach(one -> counters.addAll(one.at(edge, metric.secondsPerUnit(), faults)));
            } else {
                remarks.add("The histogram %s of %s has no bucket that ends at %s ms: latency is not compared there."
                        .formatted(metric.metric(), named(lacking), millis(edge)));
            }
        }
        remarks.addAll(faults.remarks(metric.metric()));
        return new Readout(faults.without(counters), remarks);
    }

    private List<Distribution> distributions(Collection<ApiAnswer.Series> series) {
        List<ApiAnswer.Series> classic = series.stream()
                .filter(one -> one.label(SeriesReader.NAME).equals(metric.buckets()))
                .toList();
        List<Distribution> found = classic.isEmpty()
                ? NativeDistribution.of(
                        series.stream()
                                .filter(one -> one.label(SeriesReader.NAME).equals(metric.metric())),
                        reader)
                : ClassicDistribution.of(classic, reader);
        return found.stream()
                .filter(one -> reader.comparesLatencyOf(one.counter().arm()))
                .toList();
    }

    private String missing(Set<Arm> answering, Set<Arm> measured) {
        Set<Arm> without = EnumSet.copyOf(answering);
        without.removeAll(measured);
        return "There is no histogram %s of %s: latency is not compared.".formatted(metric.metric(), named(without));
    }

    private static boolean hasRequests(CounterSeries counter) {
        return counter.samples().stream().anyMatch(sample -> sample.total() > 0);
    }

    private static Set<Arm> arms(Stream<CounterSeries> counters) {
        return counters.map(CounterSeries::arm).collect(Collectors.toCollection(() -> EnumSet.noneOf(Arm.class)));
    }

    private static String named(Set<Arm> arms) {
        return arms.stream()
                .map(arm -> "the "
                        + (arm == Arm.STABLE ? "stable version" : arm.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" and "));
    }

    private static String millis(Duration edge) {
        return BigDecimal.valueOf(edge.toNanos(), 6).stripTrailingZeros().toPlainString();
    }
}
