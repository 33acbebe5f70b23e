/** What is measured over a window, rather than cell by cell. */
@NullMarked
package dev.sluice.core.metric.window;

import org.jspecify.annotations.NullMarked;
