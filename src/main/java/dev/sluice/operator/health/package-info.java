/** What the operator says about its own health. */
@NullMarked
package dev.sluice.operator.health;

import org.jspecify.annotations.NullMarked;
