package dev.sluice.metrics.prometheus.series;

import dev.sluice.metrics.prometheus.counter.CounterSeries;
import dev.sluice.metrics.prometheus.preset.BucketEdge;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Bucket;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A native histogram: each sample tells its buckets, of an exponential or a custom schema, and leaves out empty ones.
 * When a schema gets coarser, its edges are some of those that it had before.
 *
 * @param samples in order of time
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/">Native histograms</a>
 */
record NativeDistribution(CounterSeries counter, List<Histogram> samples) implements Distribution {

    static List<Distribution> of(Stream<ApiAnswer.Series> series, SeriesReader reader) {
        return series.filter(one -> !one.histograms().isEmpty())
                .flatMap(one -> reader
                        .counter(one.labels(), null, false)
                        .<Distribution>map(counter -> new NativeDistribution(counter, one.histograms()))
                        .stream())
                .toList();
    }

    /** No bucket with requests may lie on both sides of it. */
    @Override
    public boolean hasEdge(Duration edge, double secondsPerUnit) {
        return samples.stream()
                .flatMap(sample -> sample.buckets().stream())
                .noneMatch(bucket -> straddles(bucket, edge, secondsPerUnit));
    }

    @Override
    public List<CounterSeries> at(Duration edge, double secondsPerUnit, Faults faults) {
        EdgeCounter split = new EdgeCounter(counter, faults);
        for (Histogram sample : samples) {
            double upToEdge = sample.buckets().stream()
                    .filter(bucket -> isUpTo(bucket.upper(), edge, secondsPerUnit))
                    .mapToDouble(Bucket::count)
                    .sum();
            split.add(sample.at(), sample.inBuckets(), upToEdge);
        }
        return split.counters(edge);
    }

    private static boolean straddles(Bucket bucket, Duration edge, double secondsPerUnit) {
        return !isUpTo(bucket.upper(), edge, secondsPerUnit)
                && isUpTo(bucket.lower(), edge, secondsPerUnit)
                && !BucketEdge.isAt(bucket.lower(), edge, secondsPerUnit);
    }

    private static boolean isUpTo(double bound, Duration edge, double secondsPerUnit) {
        return BucketEdge.isAt(bound, edge, secondsPerUnit) || bound * secondsPerUnit < edge.toNanos() / 1e9;
    }
}
