package dev.sluice.core.metric;

import java.time.Duration;
import java.util.List;

/**
 * Slow requests of both arms, where "slow" is above a bucket edge: in these cells errors are slow requests.
 *
 * <p>Where a fresh baseline runs, the stable side of these cells is the baseline alone: pods as young as the candidate's.
 *
 * @param edge the bucket edge, the same in both arms
 * @param cells as those of {@link Increments}, of the same intervals or fewer: what an arm answered while it warmed up is
 *     in none
 */
public record EdgeCells(Duration edge, List<Cell> cells) {
    public EdgeCells {
        cells = List.copyOf(cells);
    }
}
