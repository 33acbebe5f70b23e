package dev.sluice.metrics.prometheus.series;

import dev.sluice.metrics.prometheus.counter.CounterSeries;
import dev.sluice.metrics.prometheus.counter.Sample;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Samples that are no state of a counter. The scrape that one is of is left out whole, as if it had been missed: were
 * only the sample left out, failures would be missing beside their successes.
 */
final class Faults {
    /** Beyond it a double skips whole numbers, and differences lie. */
    private static final double LARGEST_EXACT = 1L << 53;

    private final Map<String, Set<Instant>> times = new HashMap<>();
    private int samples;

    /**
     * Whether a value can be what a counter stands at.
     *
     * @param before what it stood at before; NaN if that isn't known
     */
    static boolean isCount(double value, double before) {
        return value >= 0
                && value <= LARGEST_EXACT
                && value == Math.rint(value)
                && !(value - before > Sample.LARGEST_INCREMENT);
    }

    void add(String target, Instant at) {
        times.computeIfAbsent(target, name -> new HashSet<>()).add(at);
        samples++;
    }

    /** The counters without the scrapes that are left out. */
    List<CounterSeries> without(List<CounterSeries> counters) {
        return times.isEmpty() ? counters : counters.stream().map(this::without).toList();
    }

    private CounterSeries without(CounterSeries counter) {
        Set<Instant> spoilt = times.getOrDefault(counter.target(), Set.of());
        return counter.with(counter.samples().stream()
                .filter(sample -> !spoilt.contains(sample.at()))
                .toList());
    }

    List<String> remarks(String metric) {
        return samples == 0
                ? List.of()
                : List.of(
                        "%d %s of %s %s no count of requests (NaN, infinite, negative, a fraction, or told twice): %s left out."
                                .formatted(
                                        samples,
                                        samples == 1 ? "sample" : "samples",
                                        metric,
                                        samples == 1 ? "is" : "are",
                                        samples == 1 ? "its scrape is" : "their scrapes are"));
    }
}
