/** Reconcilers and what they need: read, observe, decide, record, act. */
@NullMarked
package dev.sluice.operator;

import org.jspecify.annotations.NullMarked;
