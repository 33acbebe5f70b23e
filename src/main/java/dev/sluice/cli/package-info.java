/** The command line: picocli commands and the program's entry point. */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
