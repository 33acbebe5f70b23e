/** Whole releases from a changed image to their end, asserting what the client of the service saw. */
@NullMarked
package dev.sluice.scenario;

import org.jspecify.annotations.NullMarked;
