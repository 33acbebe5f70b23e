/** Reads metrics of a team's own, and the templates that policies share for them. */
@NullMarked
package dev.sluice.api.metric;

import org.jspecify.annotations.NullMarked;
