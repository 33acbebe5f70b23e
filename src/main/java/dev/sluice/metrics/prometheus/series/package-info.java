/** What the series of an answer count. */
@NullMarked
package dev.sluice.metrics.prometheus.series;

import org.jspecify.annotations.NullMarked;
