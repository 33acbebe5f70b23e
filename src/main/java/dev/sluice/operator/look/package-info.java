/** What is asked of the metric source in a pass. */
@NullMarked
package dev.sluice.operator.look;

import org.jspecify.annotations.NullMarked;
