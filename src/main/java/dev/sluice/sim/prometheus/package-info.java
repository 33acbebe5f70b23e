/** A small Prometheus: scrapes in-process targets and answers selectors over real HTTP. */
@NullMarked
package dev.sluice.sim.prometheus;

import org.jspecify.annotations.NullMarked;
