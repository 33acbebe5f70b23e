/** What one pass of a release is made of: its view, its evidence, its ladder of weights, its ways back. */
@NullMarked
package dev.sluice.core.pass;

import org.jspecify.annotations.NullMarked;
