package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One counter of one target.
 *
 * @param target what was scraped: a proxy or a pod
 * @param pod the pod that answered; empty if the counter doesn't tell
 * @param route the route of the requests; empty if the counter doesn't tell
 * @param arm whose requests it counts
 * @param edge the bucket edge above which a request is slow; null for a counter of all requests
 * @param failed whether it counts failed requests, or slow ones
 * @param samples in order of time, no two at the same time
 */
public record CounterSeries(
        String target,
        String pod,
        String route,
        Arm arm,
        @Nullable Duration edge,
        boolean failed,
        List<Sample> samples) {
    public CounterSeries {
        samples = isInOrder(samples) ? List.copyOf(samples) : inOrder(samples);
    }

    /** A counter that tells neither pod nor route. */
    public CounterSeries(String target, Arm arm, boolean failed, List<Sample> samples) {
        this(target, "", "", arm, null, failed, samples);
    }

    /** The same counter with other samples. */
    public CounterSeries with(List<Sample> others) {
        return new CounterSeries(target, pod, route, arm, edge, failed, others);
    }

    private static boolean isInOrder(List<Sample> samples) {
        return IntStream.range(1, samples.size())
                .allMatch(i -> samples.get(i - 1).at().isBefore(samples.get(i).at()));
    }

    private static List<Sample> inOrder(List<Sample> samples) {
        TreeMap<Instant, Sample> byTime = new TreeMap<>();
        samples.forEach(sample -> byTime.put(sample.at(), sample));
        return List.copyOf(byTime.values());
    }

    /** The same without what is younger: a sample from the future is a clock that went wrong. */
    CounterSeries upTo(Instant now) {
        boolean isPast =
                samples.isEmpty() || !samples.get(samples.size() - 1).at().isAfter(now);
        return isPast
                ? this
                : with(samples.stream()
                        .filter(sample -> !sample.at().isAfter(now))
                        .toList());
    }

    boolean hasSampleAt(Instant at) {
        return Collections.binarySearch(
                        samples, new Sample(at, 0), (left, right) -> left.at().compareTo(right.at()))
                >= 0;
    }

    /** About how much it counted, whatever restarts were in between. */
    long volume() {
        return samples.isEmpty()
                ? 0
                : Math.max(
                        0,
                        samples.get(samples.size() - 1).total() - samples.get(0).total());
    }
}
