/** How policies write durations, percentages and names, and how messages show them. */
@NullMarked
package dev.sluice.api.text;

import org.jspecify.annotations.NullMarked;
