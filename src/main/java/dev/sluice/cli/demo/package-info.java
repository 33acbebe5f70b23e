/** The demo: the embedded world, the real operator and two releases in one process. */
@NullMarked
package dev.sluice.cli.demo;

import org.jspecify.annotations.NullMarked;
