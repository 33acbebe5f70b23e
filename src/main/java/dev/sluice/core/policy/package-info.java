/** A policy file after validation: everything defaulted, nothing left to check. */
@NullMarked
package dev.sluice.core.policy;

import org.jspecify.annotations.NullMarked;
