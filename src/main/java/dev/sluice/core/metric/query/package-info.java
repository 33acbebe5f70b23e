/** Queries of a team's own: variables in them, and what they stand for. */
@NullMarked
package dev.sluice.core.metric.query;

import org.jspecify.annotations.NullMarked;
