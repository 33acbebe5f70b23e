/** Asks the query API of a Prometheus. */
@NullMarked
package dev.sluice.metrics.prometheus.query;

import org.jspecify.annotations.NullMarked;
