/** The embedded Kubernetes API over HTTP: paths, discovery, tables and watches on top of the store. */
@NullMarked
package dev.sluice.sim.api;

import org.jspecify.annotations.NullMarked;
