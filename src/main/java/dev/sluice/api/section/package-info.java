/** Reads objects field by field and collects what is wrong with them. */
@NullMarked
package dev.sluice.api.section;

import org.jspecify.annotations.NullMarked;
