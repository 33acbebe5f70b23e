/** The one place that names concrete adapters and puts the operator together. */
@NullMarked
package dev.sluice.operator.wiring;

import org.jspecify.annotations.NullMarked;
