/** What the command line shows: tables, trees, bars and the terminal they are drawn on. */
@NullMarked
package dev.sluice.cli.view;

import org.jspecify.annotations.NullMarked;
