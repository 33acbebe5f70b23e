package dev.sluice.metrics.prometheus.counter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The usual distance of scrapes. */
final class Gaps {

    private Gaps() {}

    /** The median, which a missed scrape doesn't move. */
    static Optional<Duration> median(Stream<Duration> gaps) {
        List<Duration> sorted = gaps.sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
    }
}
