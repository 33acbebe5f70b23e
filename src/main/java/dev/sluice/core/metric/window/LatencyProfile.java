package dev.sluice.core.metric.window;

import java.time.Duration;
import java.util.List;

/**
 * How long the stable version's requests took: its histogram over a window.
 *
 * @param buckets in order of their upper edges, which are those that a comparison can be asked for; what was slower than
 *     the last edge is only in the total
 * @param total all requests
 */
public record LatencyProfile(List<Bucket> buckets, long total) {
    public LatencyProfile {
        buckets = List.copyOf(buckets);
        Bucket before = new Bucket(Duration.ZERO, 0);
        for (Bucket bucket : buckets) {
            if (bucket.upTo().compareTo(before.upTo()) <= 0
                    || bucket.cumulative() < before.cumulative()
                    || bucket.cumulative() > total) {
                throw new IllegalArgumentException("%s after %s of %d".formatted(bucket, before, total));
            }
            before = bucket;
        }
    }

    /**
     * One bucket.
     *
     * @param upTo its upper edge, inclusive
     * @param cumulative requests that took at most this long
     */
    public record Bucket(Duration upTo, long cumulative) {}
}
