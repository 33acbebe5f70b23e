/** What a pass must know, and what it saw. */
@NullMarked
package dev.sluice.core.observation;

import org.jspecify.annotations.NullMarked;
