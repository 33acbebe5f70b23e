package dev.sluice.metrics.prometheus.series;

import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.LatencyProfile.Bucket;
import dev.sluice.metrics.prometheus.preset.BucketEdge;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes a profile of a histogram that was summed over its series. */
public final class Profiles {
    /** A native histogram gets edges up to so many times the slowest request seen, as a slower candidate needs them. */
    private static final double BEYOND = 16;

    /** The finest edges that are offered, eight to each doubling: an edge that goes when a schema coarsens is no use. */
    private static final int FINEST_SCHEMA = 3;

    private static final int COARSEST_SCHEMA = -4;

    private static final int MOST_EDGES = 400;

    private Profiles() {}

    /**
     * Of the sums by {@code le}.
     *
     * @return empty without requests, and if the sums can't be those of a histogram
     */
    public static Optional<LatencyProfile> classic(List<ApiAnswer.Series> sums, double secondsPerUnit) {
        TreeMap<Double, Double> upTo = new TreeMap<>();
        for (ApiAnswer.Series sum : sums) {
            double edge = BucketEdge.parsed(sum.label("le"));
            if (!Double.isNaN(edge) && sum.points().size() == 1) {
                upTo.put(edge, sum.points().get(0).value());
            }
        }
        Double total = upTo.get(Double.POSITIVE_INFINITY);
        return total == null ? Optional.empty() : profile(upTo, total, secondsPerUnit);
    }

    /** Of a sum of native histograms. Edges of empty buckets are offered as well. */
    public static Optional<LatencyProfile> ofNative(ApiAnswer.Histogram sum, double secondsPerUnit) {
        TreeMap<Double, Double> upTo = new TreeMap<>();
        edges(sum.buckets()).forEach(edge -> upTo.put(edge, count(sum, edge)));
        return profile(upTo, sum.inBuckets(), secondsPerUnit);
    }

    private static double count(ApiAnswer.Histogram sum, double edge) {
        return sum.buckets().stream()
                .filter(bucket -> bucket.upper() <= edge * (1 + 1e-9))
                .mapToDouble(ApiAnswer.Bucket::count)
                .sum();
    }

    private static List<Double> edges(List<ApiAnswer.Bucket> buckets) {
        List<Double> uppers = buckets.stream()
                .map(ApiAnswer.Bucket::upper)
                .filter(upper -> upper > 0 && Double.isFinite(upper))
                .sorted()
                .toList();
        Optional<Integer> schema = schema(buckets);
        if (uppers.isEmpty() || schema.isEmpty()) {
            return uppers;
        }
        int perDoubling = schema.get();
        double low = uppers.get(0);
        double high = uppers.get(uppers.size() - 1) * BEYOND;
        double step = Math.pow(2, -Math.min(perDoubling, FINEST_SCHEMA));
        int first = (int) Math.ceil(Math.log(low) / Math.log(2) / step - 1e-6);
        return IntStream.range(first, first + MOST_EDGES)
                .mapToObj(index -> Math.pow(2, index * step))
                .takeWhile(edge -> edge <= high)
                .toList();
    }

    /** The schema whose boundaries the buckets have, powers of 2^(2^-schema); empty if they are custom ones. */
    private static Optional<Integer> schema(List<ApiAnswer.Bucket> buckets) {
        List<ApiAnswer.Bucket> positive =
                buckets.stream().filter(bucket -> bucket.lower() > 0).toList();
        return positive.isEmpty()
                ? Optional.empty()
                : IntStream.rangeClosed(COARSEST_SCHEMA, 8)
                        .boxed()
                        .filter(schema -> positive.stream().allMatch(bucket -> isOf(schema, bucket)))
                        .findFirst();
    }

    private static boolean isOf(int schema, ApiAnswer.Bucket bucket) {
        double steps = Math.pow(2, schema) / Math.log(2);
        double upper = Math.log(bucket.upper()) * steps;
        double width = upper - Math.log(bucket.lower()) * steps;
        return Math.abs(width - 1) < 1e-6 && Math.abs(upper - Math.rint(upper)) < 1e-5;
    }

    /** Rounds to whole requests; what extrapolation and rounding leave out of order is put right. */
    private static Optional<LatencyProfile> profile(Map<Double, Double> upTo, double all, double secondsPerUnit) {
        boolean isPossible = all >= 0.5
                && all <= 1L << 53
                && upTo.values().stream().allMatch(count -> count >= 0 && count <= 1L << 53);
        if (!isPossible) {
            return Optional.empty();
        }
        long total = Math.round(all);
        long before = 0;
        Duration last = Duration.ZERO;
        List<Bucket> buckets = new ArrayList<>();
        for (Map.Entry<Double, Double> entry : upTo.entrySet()) {
            Duration edge = BucketEdge.duration(entry.getKey(), secondsPerUnit);
            before = Math.min(total, Math.max(before, Math.round(entry.getValue())));
            if (edge.compareTo(last) > 0) {
                buckets.add(new Bucket(edge, before));
                last = edge;
            }
        }
        return Optional.of(new LatencyProfile(buckets, total));
    }
}
