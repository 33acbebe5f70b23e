package dev.sluice.metrics.prometheus.series;

import dev.sluice.metrics.prometheus.counter.CounterSeries;
import dev.sluice.metrics.prometheus.preset.BucketEdge;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A histogram that is a counter for each bucket, each of all requests up to its edge {@code le}.
 *
 * @param buckets the series of each edge, in units
 */
record ClassicDistribution(CounterSeries counter, Map<Double, ApiAnswer.Series> buckets) implements Distribution {
    private static final String LE = "le";

    /** The histograms that these series are buckets of. One without a bucket of all requests is none. */
    static List<Distribution> of(List<ApiAnswer.Series> series, SeriesReader reader) {
        Map<Map<String, String>, Map<Double, ApiAnswer.Series>> grouped = new LinkedHashMap<>();
        for (ApiAnswer.Series one : series) {
            Map<String, String> labels = new HashMap<>(one.labels());
            double edge = BucketEdge.parsed(Objects.requireNonNullElse(labels.remove(LE), ""));
            if (!Double.isNaN(edge)) {
                grouped.computeIfAbsent(labels, key -> new TreeMap<>()).put(edge, one);
            }
        }
        List<Distribution> found = new ArrayList<>();
        grouped.forEach((labels, buckets) -> reader.counter(labels, null, false)
                .filter(counter -> buckets.containsKey(Double.POSITIVE_INFINITY))
                .ifPresent(counter -> found.add(new ClassicDistribution(counter, buckets))));
        return found;
    }

    @Override
    public boolean hasEdge(Duration edge, double secondsPerUnit) {
        return bucket(edge, secondsPerUnit) != null;
    }

    @Override
    public List<CounterSeries> at(Duration edge, double secondsPerUnit, Faults faults) {
        ApiAnswer.Series bucket = Objects.requireNonNull(bucket(edge, secondsPerUnit));
        Map<Instant, Double> upToEdge = new HashMap<>();
        bucket.points().forEach(point -> upToEdge.put(point.at(), point.value()));
        EdgeCounter split = new EdgeCounter(counter, faults);
        for (Point all :
                Objects.requireNonNull(buckets.get(Double.POSITIVE_INFINITY)).points()) {
            split.add(all.at(), all.value(), upToEdge.getOrDefault(all.at(), Double.NaN));
        }
        return split.counters(edge);
    }

    private ApiAnswer.@Nullable Series bucket(Duration edge, double secondsPerUnit) {
        return buckets.entrySet().stream()
                .filter(entry -> BucketEdge.isAt(entry.getKey(), edge, secondsPerUnit))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
