/** How much more a service's errors scatter than independent requests would. */
@NullMarked
package dev.sluice.core.judge.dispersion;

import org.jspecify.annotations.NullMarked;
