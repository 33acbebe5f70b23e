/** The data of one release: phase, records, what it needs, what was decided. */
@NullMarked
package dev.sluice.core.release;

import org.jspecify.annotations.NullMarked;
