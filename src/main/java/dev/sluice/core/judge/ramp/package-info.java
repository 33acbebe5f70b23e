/** How fast the candidate's weight may rise. */
@NullMarked
package dev.sluice.core.judge.ramp;

import org.jspecify.annotations.NullMarked;
