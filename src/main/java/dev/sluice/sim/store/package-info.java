/** The embedded API server's objects: kinds, storage, patches, selectors and watches, without HTTP. */
@NullMarked
package dev.sluice.sim.store;

import org.jspecify.annotations.NullMarked;
