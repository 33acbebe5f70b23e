/** Where requests begin to be slow. */
@NullMarked
package dev.sluice.core.judge.latency;

import org.jspecify.annotations.NullMarked;
