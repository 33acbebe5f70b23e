/** What is checked before a phase has its say, in a fixed order. */
@NullMarked
package dev.sluice.core.gate;

import org.jspecify.annotations.NullMarked;
