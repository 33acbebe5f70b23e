package dev.sluice.cli.judge;

import dev.sluice.cli.cluster.CommandException;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a metric source remembers of a release, scrape by scrape, cut as the operator cut it. */
final class PastCells {

    /** So much is asked for at once: a source gives up what is older than a quarter of an hour. */
    private static final Duration PART = Duration.ofMinutes(10);

    /** Cells close when a later scrape has come. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    private final MetricSource source;
    private final MetricTarget target;
    private final Instant now;

    PastCells(MetricSource source, MetricTarget target, Instant now) {
        this.source = source;
        this.target = target;
        this.now = now;
    }

    /** The cells of each scrape, by their end. */
    NavigableMap<Instant, List<Cell>> between(Instant begin, Instant end) {
        NavigableMap<Instant, List<Cell>> scrapes = new TreeMap<>();
        MetricCursor cursor = MetricCursor.startingAt(begin);
        Instant last = earlier(end.plus(AFTERWARDS), now);
        String missing = "there are no samples";
        for (Instant to = begin; to.isBefore(last); ) {
            to = earlier(to.plus(PART), last);
            Part part = ask(cursor, to);
            missing = part.missing().isEmpty() ? missing : part.missing();
            cursor = part.next();
            part.cells().stream()
                    .filter(cell -> !cell.end().isAfter(end))
                    .forEach(cell -> scrapes.computeIfAbsent(cell.end(), time -> new ArrayList<>())
                            .add(cell));
        }
        if (scrapes.isEmpty()) {
            throw new CommandException(
                    "%s has nothing of the time from %s to %s: %s".formatted(target.address(), begin, end, missing));
        }
        return scrapes;
    }

    /** What came of one question; {@code missing} says why if nothing did. */
    private record Part(List<Cell> cells, MetricCursor next, String missing) {}

    private Part ask(MetricCursor cursor, Instant to) {
        Measurement<Increments> answer = source.increments(target, CounterQuery.errors(cursor), to);
        return answer.fold(
                found -> new Part(found.cells(), found.next(), ""),
                missing -> new Part(List.of(), cursor, missing),
                failed -> {
                    throw new CommandException(failed);
                });
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
