/** Checks policy files before an API server sees them. */
@NullMarked
package dev.sluice.cli.lint;

import org.jspecify.annotations.NullMarked;
