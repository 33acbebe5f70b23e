package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery.WarmUp;
import dev.sluice.core.metric.EdgeCells;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads counters on from a cursor. Whatever the times at which it is asked, each increment is counted once; a sample
 * that was read before is no new data.
 */
public final class CounterReading {
    /** Entry of a cursor for arms scraped apart: the boundary up to which cells were cut. */
    public static final String CELLS = "cells";

    private static final int MOST_CELLS_OF_HISTORY = 100_000;

    private final List<ScrapedTarget> targets;
    private final @Nullable Duration gap;
    private final Instant now;
    private final WarmPods pods;

    /** @param now samples after it are not read */
    public CounterReading(List<CounterSeries> series, Instant now) {
        this(series, now, WarmUp.NONE);
    }

    /** @param warmUp which latency does not count yet */
    public CounterReading(List<CounterSeries> series, Instant now, WarmUp warmUp) {
        this.targets =
                ScrapedTarget.group(series.stream().map(one -> one.upTo(now)).toList());
        this.gap = Gaps.median(targets.stream().flatMap(ScrapedTarget::gaps)).orElse(null);
        this.now = now;
        this.pods = new WarmPods(warmUp);
    }

    /** For targets that count both arms: a cell each scrape and target. */
    public Increments eachScrape(MetricCursor cursor) {
        CursorKeeping keeping = new CursorKeeping(cursor, now);
        List<ScrapedTarget> read = keeping.admitted(targets);
        Routes routes = routes();
        List<CutCell> cells = new ArrayList<>();
        for (ScrapedTarget target : read) {
            cells.addAll(ScrapeCells.of(target, cursor, routes, pods));
        }
        return increments(cells, keeping.readToTheEnd(read));
    }

    /** For arms scraped apart: cells that both arms have covered. */
    public Increments commonCells(MetricCursor cursor) {
        CursorKeeping keeping = new CursorKeeping(cursor, now);
        Instant cutUpTo = cursor.of(CELLS);
        Instant from = cutUpTo == null ? cursor.since() : cutUpTo;
        List<CutCell> cells = targets.isEmpty()
                ? List.of()
                : new CellCutter(targets, target -> bornAt(target, cursor), gap).together(from, routes(), pods);
        Instant upTo =
                cells.isEmpty() ? from : cells.get(cells.size() - 1).cell().end();
        return increments(cells, keeping.cutAt(targets, upTo));
    }

    /**
     * What was counted since a time: each target is a stratum, and all strata are cut at the same times, so that they can
     * be compared with one another. Only requests that certainly were counted since then are in it.
     */
    public Increments history(Instant since) {
        MetricCursor cursor = MetricCursor.startingAt(since);
        List<CutCell> cells = targets.isEmpty()
                ? List.of()
                : new CellCutter(targets, target -> null, gap)
                        .each(since, Math.max(1, MOST_CELLS_OF_HISTORY / targets.size()), pods);
        return increments(cells, new CursorKeeping(cursor, now).readToTheEnd(targets));
    }

    /**
     * A pod of the candidate, or of the baseline beside it, is younger than the release, so all it counted is of the
     * release, and of the cell in which it's seen first. A stable pod that is seen for the first time may have counted
     * for long.
     */
    private static @Nullable Instant bornAt(ScrapedTarget target, MetricCursor cursor) {
        boolean isYoung = !target.counts(Arm.STABLE)
                && cursor.of(target.name()) == null
                && target.first().isAfter(cursor.since());
        return isYoung ? target.first().minusMillis(1) : null;
    }

    private Routes routes() {
        return Routes.of(
                targets.stream().flatMap(target -> target.series().stream()).toList());
    }

    private Increments increments(List<CutCell> cut, MetricCursor next) {
        List<EdgeCells> latency = targets.stream()
                .flatMap(target -> target.series().stream())
                .map(CounterSeries::edge)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .map(edge -> new EdgeCells(edge, ordered(cut, edge)))
                .toList();
        Instant newest = targets.stream()
                .map(ScrapedTarget::last)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Increments(ordered(cut, null), latency, next, newest, gap, List.of());
    }

    /** In order of time; the busiest stratum comes first in each scrape, since the judge tells scrapes apart by it. */
    private static List<Cell> ordered(List<CutCell> cut, @Nullable Duration edge) {
        List<Cell> cells = cut.stream()
                .filter(one -> Objects.equals(one.edge(), edge))
                .map(CutCell::cell)
                .toList();
        Map<String, Long> volumes = cells.stream()
                .collect(Collectors.groupingBy(
                        Cell::stratum,
                        Collectors.summingLong(cell -> cell.candidateRequests() + cell.stableRequests())));
        Comparator<Cell> busiest = Comparator.comparing(cell -> -volumes.getOrDefault(cell.stratum(), 0L));
        return cells.stream()
                .sorted(Comparator.comparing(Cell::end).thenComparing(busiest).thenComparing(Cell::stratum))
                .toList();
    }
}
