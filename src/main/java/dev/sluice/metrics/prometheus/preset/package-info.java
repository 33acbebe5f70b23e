/** Which series are read for a release, and how to ask for them. */
@NullMarked
package dev.sluice.metrics.prometheus.preset;

import org.jspecify.annotations.NullMarked;
