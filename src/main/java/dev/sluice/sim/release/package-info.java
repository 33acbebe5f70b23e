/** Releases in virtual time: the real engine and judge on pods, routes and counters that are only computed. */
@NullMarked
package dev.sluice.sim.release;

import org.jspecify.annotations.NullMarked;
