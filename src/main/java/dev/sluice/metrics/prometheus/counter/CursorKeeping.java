package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.MetricCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves a cursor on and keeps it small: it is stored with the release. */
final class CursorKeeping {
    /** So many targets are read at most. Which ones is no matter of what they count, so the judge's guarantee stays. */
    static final int MOST_TARGETS = 256;

    /** So long a target that is not scraped any more is remembered, lest its counters count from 0 when it's back. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final MetricCursor cursor;
    private final Instant now;

    CursorKeeping(MetricCursor cursor, Instant now) {
        this.cursor = cursor;
        this.now = now;
    }

    /** The targets that are read: those read before come first. */
    List<ScrapedTarget> admitted(List<ScrapedTarget> targets) {
        Comparator<ScrapedTarget> knownFirst = Comparator.comparing(target -> cursor.of(target.name()) == null ? 1 : 0);
        return targets.stream()
                .sorted(knownFirst.thenComparing(ScrapedTarget::name))
                .limit(MOST_TARGETS)
                .sorted(Comparator.comparing(ScrapedTarget::name))
                .toList();
    }

    /** The cursor after these targets were read to their last samples. */
    MetricCursor readToTheEnd(List<ScrapedTarget> read) {
        Map<String, Instant> readUpTo = new HashMap<>();
        read.forEach(target -> readUpTo.put(target.name(), target.last()));
        return next(readUpTo);
    }

    /** The cursor after these targets were read up to a boundary. One that has no sample before it wasn't read. */
    MetricCursor cutAt(List<ScrapedTarget> targets, Instant boundary) {
        Map<String, Instant> readUpTo = new HashMap<>();
        for (ScrapedTarget target : admitted(targets)) {
            Instant last = target.scrapes().floor(boundary);
            if (last != null) {
                readUpTo.put(target.name(), last);
            }
        }
        readUpTo.put(CounterReading.CELLS, boundary);
        return next(readUpTo);
    }

    private MetricCursor next(Map<String, Instant> read) {
        Map<String, Instant> readUpTo = new HashMap<>();
        read.forEach((target, last) -> readUpTo.put(target, later(last, target)));
        cursor.readUpTo().entrySet().stream()
                .filter(entry -> !readUpTo.containsKey(entry.getKey()))
                .filter(entry -> entry.getValue().isAfter(now.minus(MEMORY)))
                .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
                .limit(Math.max(0, MOST_TARGETS - readUpTo.size()))
                .forEach(entry -> readUpTo.put(entry.getKey(), entry.getValue()));
        return new MetricCursor(cursor.since(), readUpTo);
    }

    private Instant later(Instant last, String target) {
        Instant known = cursor.of(target);
        return known != null && known.isAfter(last) ? known : last;
    }
}
