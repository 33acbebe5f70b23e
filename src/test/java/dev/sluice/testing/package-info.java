/** What tests share: properties over random values, and samplers. */
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
