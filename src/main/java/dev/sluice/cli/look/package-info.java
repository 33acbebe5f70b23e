/** Commands that only look. */
@NullMarked
package dev.sluice.cli.look;

import org.jspecify.annotations.NullMarked;
