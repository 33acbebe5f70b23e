/** What is measured: request and error counts of the two arms of a release. */
@NullMarked
package dev.sluice.core.metric;

import org.jspecify.annotations.NullMarked;
