package dev.sluice.core.port;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.EdgeCells;
import dev.sluice.core.port.FakeMetricSource.Scrape;
import dev.sluice.core.port.FakeMetricSource.Served;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a {@link FakeMetricSource} makes of its scrapes. */
record FakeCells(List<Scrape> scrapes, CounterQuery query, Map<Arm, List<Duration>> buckets) {

    List<Cell> errors() {
        return scrapes.stream()
                .map(scrape -> cell(
                        scrape,
                        true,
                        served -> served.stream().mapToLong(Served::failed).sum()))
                .toList();
    }

    /** Slow requests at the edges that both arms have. */
    List<EdgeCells> latency() {
        return query.edges().stream()
                .filter(edge -> has(Arm.CANDIDATE, edge) && has(compared(), edge))
                .map(edge -> new EdgeCells(
                        edge,
                        scrapes.stream()
                                .filter(scrape ->
                                        !scrape.begin().isBefore(query.warmUp().from()))
                                .map(scrape -> cell(scrape, false, served -> slower(served, edge)))
                                .toList()))
                .toList();
    }

    List<String> remarks(List<EdgeCells> latency) {
        return query.edges().stream()
                .filter(edge -> latency.stream().noneMatch(cells -> cells.edge().equals(edge)))
                .map(edge -> "no bucket up to " + edge.toMillis() + " ms in both arms")
                .toList();
    }

    static long slower(List<Served> served, Duration edge) {
        return served.stream()
                .filter(one -> one.took().compareTo(edge) > 0)
                .mapToLong(Served::requests)
                .sum();
    }

    private Arm compared() {
        return query.hasFreshBaseline() ? Arm.BASELINE : Arm.STABLE;
    }

    private boolean has(Arm arm, Duration edge) {
        return buckets.getOrDefault(arm, List.of()).contains(edge);
    }

    private Cell cell(Scrape scrape, boolean isPooled, ToLongFunction<List<Served>> errors) {
        List<Served> candidate = of(scrape, List.of(Arm.CANDIDATE));
        List<Served> stable = of(
                scrape,
                isPooled && query.hasFreshBaseline()
                        ? List.of(Arm.STABLE, Arm.BASELINE)
                        : List.of(isPooled ? Arm.STABLE : compared()));
        return new Cell(
                scrape.end(),
                scrape.proxy(),
                requests(candidate),
                errors.applyAsLong(candidate),
                requests(stable),
                errors.applyAsLong(stable));
    }

    private static List<Served> of(Scrape scrape, List<Arm> arms) {
        return scrape.served().stream()
                .filter(one -> one.arm() != null && arms.contains(one.arm()))
                .toList();
    }

    private static long requests(List<Served> served) {
        return served.stream().mapToLong(Served::requests).sum();
    }
}
