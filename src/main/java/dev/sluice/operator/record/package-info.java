/** What is recorded on objects: statuses, states, conditions. Here their nulls stop. */
@NullMarked
package dev.sluice.operator.record;

import org.jspecify.annotations.NullMarked;
