package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One counter of one target.
 *
 * @param target what was scraped: a proxy or a pod
 * @param arm whose requests it counts
 * @param failed whether it counts failed requests
 * @param samples in order of time, no two at the same time
 */
public record CounterSeries(String target, Arm arm, boolean failed, List<Sample> samples) {
    public CounterSeries {
        samples = isInOrder(samples) ? List.copyOf(samples) : inOrder(samples);
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
                : new CounterSeries(
                        target,
                        arm,
                        failed,
                        samples.stream()
                                .filter(sample -> !sample.at().isAfter(now))
                                .toList());
    }

    boolean hasSampleAt(Instant at) {
        return Collections.binarySearch(
                        samples, new Sample(at, 0), (left, right) -> left.at().compareTo(right.at()))
                >= 0;
    }
}
