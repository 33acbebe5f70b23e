/** {@code sluice simulate}: what a policy would do with good and bad versions. */
@NullMarked
package dev.sluice.cli.simulate;

import org.jspecify.annotations.NullMarked;
