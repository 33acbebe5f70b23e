package dev.sluice.sim.prometheus;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Every series that was ever scraped. May be used from any thread. */
final class SampleStore {

    private final Map<Labels, Series> series = new LinkedHashMap<>();
    private final int capacity;

    /** Keeps this many samples of each series. */
    SampleStore(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Labels labels, Instant time, double value) {
        series.computeIfAbsent(labels, any -> new Series(capacity)).add(time.toEpochMilli(), value);
    }

    synchronized void forEach(List<LabelMatcher> matchers, BiConsumer<Labels, Series> reader) {
        series.forEach((labels, samples) -> {
            if (matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
                reader.accept(labels, samples);
            }
        });
    }
}
