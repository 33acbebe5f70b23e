/** The templates that policies name, as the cluster has them. */
@NullMarked
package dev.sluice.operator.template;

import org.jspecify.annotations.NullMarked;
