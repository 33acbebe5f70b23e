package dev.sluice.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was counted since a cursor.
 *
 * @param cells one per scrape and stratum, in order of time; empty when no new sample came
 * @param next the cursor after these cells
 * @param newest timestamp of the newest sample seen; null when the answer was empty
 * @param scrapeInterval the usual distance of samples; null while fewer than two were seen
 */
public record Increments(
        List<Cell> cells,
        MetricCursor next,
        @Nullable Instant newest,
        @Nullable Duration scrapeInterval) {
    public Increments {
        cells = List.copyOf(cells);
    }
}
