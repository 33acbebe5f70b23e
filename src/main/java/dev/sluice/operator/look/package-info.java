/** What is asked of the metric source in a pass, and what is sent. */
@NullMarked
package dev.sluice.operator.look;

import org.jspecify.annotations.NullMarked;
