/** The embedded world: an API server, controllers, a mesh with traffic and a metrics endpoint in one process. */
@NullMarked
package dev.sluice.sim;

import org.jspecify.annotations.NullMarked;
