/** All that a candidate is judged by beside the stable version, and what follows from it together. */
@NullMarked
package dev.sluice.core.judge.trial;

import org.jspecify.annotations.NullMarked;
