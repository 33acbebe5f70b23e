/** {@code sluice judge}: what the judge makes of recorded counters. */
@NullMarked
package dev.sluice.cli.judge;

import org.jspecify.annotations.NullMarked;
