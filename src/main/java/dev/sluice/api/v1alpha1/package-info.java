/** The objects of {@code sluice.dev/v1alpha1}; the CustomResourceDefinitions are generated from these classes. */
@NullMarked
package dev.sluice.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
