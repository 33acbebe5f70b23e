/** JSON as the Kubernetes API treats it: reading, patching, selecting, printing. */
@NullMarked
package dev.sluice.sim.json;

import org.jspecify.annotations.NullMarked;
