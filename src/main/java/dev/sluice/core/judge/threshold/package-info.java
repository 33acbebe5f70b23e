/** Fixed limits, for teams that pace by the clock. */
@NullMarked
package dev.sluice.core.judge.threshold;

import org.jspecify.annotations.NullMarked;
