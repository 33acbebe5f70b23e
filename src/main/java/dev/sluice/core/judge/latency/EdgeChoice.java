package dev.sluice.core.judge.latency;

import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.LatencyProfile.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the bucket edges at which slow requests are counted, from the stable version's histogram before the start.
 *
 * <p>One edge in the body, one in the shoulder and one in the tail (a quarter, 2 % and 0.1 % of requests slower), since a
 * shift of everything, of some, and of a few shows at different ones; and the objective's edge. The tolerated increase
 * follows the share that is slow there already: half of it, from 0.1 to 5 points, so that 250 ms at 2 % gives 1 point.
 */
public final class EdgeChoice {

    /** Shares of slow requests to look for, and how far an edge may be off, as a factor. */
    private static final List<Double> SHARES = List.of(0.25, 0.02, 0.001);

    private static final double LARGEST_MISS = Math.log(6);
    private static final double LEAST_DELTA = 0.001;
    private static final double LARGEST_DELTA = 0.05;

    /** Beyond it nearly every request is slow and one more tells nothing. */
    private static final double LARGEST_SHARE = 0.6;

    /** A histogram of fewer requests says too little about its tail. */
    private static final double SMALLEST_SHARE_SEEN = 0.0001;

    private EdgeChoice() {}

    /**
     * A chosen edge.
     *
     * @param upTo what takes longer is slow
     * @param delta tolerated absolute increase of the share of slow requests, as a fraction
     */
    public record Edge(Duration upTo, double delta) {}

    /**
     * The edges, rising; none if the histogram holds no request.
     *
     * @param objective what a percentile may be at most; its edge is the first bucket's that isn't below it
     */
    public static List<Edge> of(LatencyProfile profile, @Nullable Duration objective) {
        if (profile.total() <= 0) {
            return List.of();
        }
        Map<Duration, Double> chosen = new TreeMap<>();
        for (double share : SHARES) {
            nearest(profile, share).ifPresent(bucket -> chosen.put(bucket.upTo(), slow(profile, bucket)));
        }
        if (objective != null) {
            profile.buckets().stream()
                    .filter(bucket -> bucket.upTo().compareTo(objective) >= 0)
                    .findFirst()
                    .filter(bucket -> slow(profile, bucket) <= LARGEST_SHARE)
                    .ifPresent(bucket -> chosen.put(bucket.upTo(), slow(profile, bucket)));
        }
        List<Edge> edges = new ArrayList<>();
        chosen.forEach((edge, share) -> edges.add(new Edge(edge, delta(share))));
        return edges;
    }

    private static double delta(double share) {
        return Math.min(LARGEST_DELTA, Math.max(LEAST_DELTA, share / 2));
    }

    private static Optional<Bucket> nearest(LatencyProfile profile, double share) {
        return profile.buckets().stream()
                .filter(bucket ->
                        slow(profile, bucket) <= LARGEST_SHARE && miss(profile, bucket, share) <= LARGEST_MISS)
                .min(Comparator.comparingDouble(bucket -> miss(profile, bucket, share)));
    }

    private static double miss(LatencyProfile profile, Bucket bucket, double share) {
        return Math.abs(Math.log(Math.max(slow(profile, bucket), SMALLEST_SHARE_SEEN) / share));
    }

    private static double slow(LatencyProfile profile, Bucket bucket) {
        return Math.max(0, 1 - (double) bucket.cumulative() / profile.total());
    }
}
