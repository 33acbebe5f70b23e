package dev.sluice.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a look asks for.
 *
 * @param cursor how far was read before
 * @param edges bucket edges of the latency, rising; none = latency is not read
 * @param hasFreshBaseline whether a fresh copy of the stable version runs beside the candidate: its requests count as
 *     the stable version's, and latency is compared with it alone
 * @param warmUp which latency does not count yet
 */
public record CounterQuery(MetricCursor cursor, List<Duration> edges, boolean hasFreshBaseline, WarmUp warmUp) {
    public CounterQuery {
        edges = edges.stream().sorted().distinct().toList();
        if (edges.stream().anyMatch(edge -> edge.isZero() || edge.isNegative())) {
            throw new IllegalArgumentException("no request is faster than an edge of " + edges);
        }
    }

    /** Requests and errors only. */
    public static CounterQuery errors(MetricCursor cursor) {
        return new CounterQuery(cursor, List.of(), false, WarmUp.NONE);
    }

    /** Latency as well, of pods that are warm. */
    public static CounterQuery withLatency(MetricCursor cursor, List<Duration> edges) {
        return new CounterQuery(cursor, edges, false, WarmUp.NONE);
    }

    /**
     * Young pods are slow, and that is no fault of their version. Errors count from the first on.
     *
     * @param from nothing is compared that was answered before: for counters that don't tell pods apart
     * @param readySince since when pods are ready; where the counters tell the pod, a candidate's or baseline's pod that
     *     is not in it is not ready; empty = not known, all count
     * @param skip how long the latency of a pod is left out after it became ready
     */
    public record WarmUp(Instant from, Map<String, Instant> readySince, Duration skip) {

        /** All latency counts. */
        public static final WarmUp NONE = new WarmUp(Instant.MIN, Map.of(), Duration.ZERO);

        public WarmUp {
            readySince = Map.copyOf(readySince);
            if (skip.isNegative()) {
                throw new IllegalArgumentException("a warm-up can't last " + skip);
            }
        }

        /** A time from which on everything counts. */
        public static WarmUp until(Instant from) {
            return new WarmUp(from, Map.of(), Duration.ZERO);
        }
    }
}
