/** Evidence on what is measured rather than counted: one number of each arm a look. */
@NullMarked
package dev.sluice.core.judge.gauge;

import org.jspecify.annotations.NullMarked;
