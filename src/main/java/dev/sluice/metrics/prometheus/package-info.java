/** Counts the requests of both arms with what a Prometheus has scraped. */
@NullMarked
package dev.sluice.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
