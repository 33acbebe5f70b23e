package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one target, and when it was scraped.
 *
 * @param scrapes times at which at least one of its counters has a sample
 */
record ScrapedTarget(String name, List<CounterSeries> series, NavigableSet<Instant> scrapes) {

    /** The targets of these counters, in order of their names. Counters without samples are left out. */
    static List<ScrapedTarget> group(List<CounterSeries> all) {
        Map<String, List<CounterSeries>> byTarget = new TreeMap<>();
        all.stream()
                .filter(series -> !series.samples().isEmpty())
                .forEach(series -> byTarget.computeIfAbsent(series.target(), name -> new ArrayList<>())
                        .add(series));
        return byTarget.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ScrapedTarget of(String name, List<CounterSeries> series) {
        NavigableSet<Instant> scrapes = new TreeSet<>();
        series.forEach(one -> one.samples().forEach(sample -> scrapes.add(sample.at())));
        return new ScrapedTarget(name, List.copyOf(series), scrapes);
    }

    Instant first() {
        return scrapes.first();
    }

    Instant last() {
        return scrapes.last();
    }

    boolean counts(Arm arm) {
        return series.stream().anyMatch(one -> one.arm() == arm);
    }

    /** Distances between scrapes. */
    Stream<Duration> gaps() {
        return scrapes.stream()
                .map(at -> {
                    Instant before = scrapes.lower(at);
                    return before == null ? null : Duration.between(before, at);
                })
                .filter(Objects::nonNull);
    }

    /**
     * What one of its counters added. The first sample of a counter counts from 0 if the counter is new: a series begins
     * with its first request, and an error series that is read from its second sample on loses the first error. It's new
     * if the target was scraped before without it, and another counter shows that it's still the same process under the
     * same labels.
     *
     * @param bornAt when the target itself began to count from 0; null if it may have counted before its first sample
     */
    List<Increment> increments(CounterSeries counter, @Nullable Instant bornAt) {
        List<Increment> increments = new ArrayList<>();
        Sample first = counter.samples().get(0);
        Instant absent = absentAt(first.at(), bornAt);
        if (absent != null && first.total() <= Sample.LARGEST_INCREMENT) {
            increments.add(new Increment(absent, first.at(), first.total(), true));
        }
        Sample before = first;
        for (Sample sample : counter.samples().subList(1, counter.samples().size())) {
            boolean restarted = sample.total() < before.total();
            long count = restarted ? sample.total() : sample.total() - before.total();
            increments.add(new Increment(before.at(), sample.at(), count, false));
            before = sample;
        }
        return increments;
    }

    private @Nullable Instant absentAt(Instant firstSample, @Nullable Instant bornAt) {
        Instant scrapeBefore = scrapes.lower(firstSample);
        if (scrapeBefore == null) {
            return bornAt;
        }
        Predicate<CounterSeries> goesOn = one -> one.hasSampleAt(scrapeBefore) && one.hasSampleAt(firstSample);
        return series.stream().anyMatch(goesOn) ? scrapeBefore : null;
    }
}
