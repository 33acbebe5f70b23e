package dev.sluice.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was counted since a cursor.
 *
 * @param cells one per scrape and stratum, in order of time; empty when no new sample came
 * @param latency an entry for each edge asked for that both arms can be compared at, in order of the edges
 * @param next the cursor after these cells
 * @param newest timestamp of the newest sample seen; null when the answer was empty
 * @param scrapeInterval the usual distance of samples; null while fewer than two were seen
 * @param remarks what was asked for and can't be told, and why: a sentence each, a few at most
 */
public record Increments(
        List<Cell> cells,
        List<EdgeCells> latency,
        MetricCursor next,
        @Nullable Instant newest,
        @Nullable Duration scrapeInterval,
        List<String> remarks) {
    public Increments {
        cells = List.copyOf(cells);
        latency = List.copyOf(latency);
        remarks = List.copyOf(remarks);
    }

    /** Those of the cells for which this holds, of latency as well. */
    public Increments where(Predicate<Cell> condition) {
        return new Increments(
                cells.stream().filter(condition).toList(),
                latency.stream()
                        .map(edge -> new EdgeCells(
                                edge.edge(),
                                edge.cells().stream().filter(condition).toList()))
                        .toList(),
                next,
                newest,
                scrapeInterval,
                remarks);
    }

    /** Requests and errors, of which nothing is to be remarked. */
    public Increments(
            List<Cell> cells, MetricCursor next, @Nullable Instant newest, @Nullable Duration scrapeInterval) {
        this(cells, List.of(), next, newest, scrapeInterval, List.of());
    }

    /** The same with remarks. */
    public Increments with(List<String> more) {
        return new Increments(cells, latency, next, newest, scrapeInterval, more);
    }
}
