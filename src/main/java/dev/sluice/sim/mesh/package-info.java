/** Plays clients behind a service mesh: splits their requests over pods, counts them, remembers what users saw. */
@NullMarked
package dev.sluice.sim.mesh;

import org.jspecify.annotations.NullMarked;
