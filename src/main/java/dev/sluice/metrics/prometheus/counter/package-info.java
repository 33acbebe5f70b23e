/** From samples of counters to cells: pure, the same samples always give the same cells. */
@NullMarked
package dev.sluice.metrics.prometheus.counter;

import org.jspecify.annotations.NullMarked;
