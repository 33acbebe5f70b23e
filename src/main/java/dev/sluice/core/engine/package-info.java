/** The release engine: pure decisions, phase by phase. No clock, chance, log or I/O. */
@NullMarked
package dev.sluice.core.engine;

import org.jspecify.annotations.NullMarked;
