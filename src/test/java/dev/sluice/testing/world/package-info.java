/** A small world in memory for properties of the engine: Deployment, candidate, route, counters, chance and crashes. */
@NullMarked
package dev.sluice.testing.world;

import org.jspecify.annotations.NullMarked;
