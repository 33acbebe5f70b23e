package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Cell;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cell and what its errors are.
 *
 * @param edge the bucket edge above which they are slow requests; null if they are failed ones
 */
record CutCell(@Nullable Duration edge, Cell cell) {}
