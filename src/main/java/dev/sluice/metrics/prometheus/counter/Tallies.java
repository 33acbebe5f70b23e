package dev.sluice.metrics.prometheus.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what one interval holds: a tally for the failures and for each bucket edge, of each stratum. A route without
 * requests has none; the stratum of all other requests always has, since an interval without requests is data too.
 */
final class Tallies {
    private final Map<Kind, Tally> tallies = new LinkedHashMap<>();
    private final String name;
    private final Routes routes;

    private record Kind(@Nullable Duration edge, String stratum) {}

    /**
     * @param name of the stratum of all requests that have none of their own
     * @param series all counters that may be added
     */
    Tallies(String name, Routes routes, List<CounterSeries> series) {
        this.name = name;
        this.routes = routes;
        tallies.put(new Kind(null, name), new Tally());
        series.forEach(one -> tallies.computeIfAbsent(new Kind(one.edge(), name), kind -> new Tally()));
    }

    void add(CounterSeries series, long count) {
        if (count > 0) {
            tallies.computeIfAbsent(new Kind(series.edge(), routes.stratum(name, series)), kind -> new Tally())
                    .add(series, count);
        }
    }

    /** @param isWarm whether the latency of this interval counts */
    Stream<CutCell> cells(Instant end, boolean isWarm) {
        return tallies.entrySet().stream()
                .filter(entry -> isWarm || entry.getKey().edge() == null)
                .map(entry -> new CutCell(
                        entry.getKey().edge(),
                        entry.getValue().cell(end, entry.getKey().stratum())));
    }
}
