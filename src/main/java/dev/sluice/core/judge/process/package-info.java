/** The e-processes: bets on counts whose wealth is the evidence. */
@NullMarked
package dev.sluice.core.judge.process;

import org.jspecify.annotations.NullMarked;
