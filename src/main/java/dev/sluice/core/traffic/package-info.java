/** Weights and what a routing object shows of them. */
@NullMarked
package dev.sluice.core.traffic;

import org.jspecify.annotations.NullMarked;
