/** Decides by evidence whether a candidate is worse than the version that serves, and whether it may get more traffic. */
@NullMarked
package dev.sluice.core.judge;

import org.jspecify.annotations.NullMarked;
