/** Turns a policy object, as the JSON tree that was sent, into a plan or into everything that is wrong with it. */
@NullMarked
package dev.sluice.api.reader;

import org.jspecify.annotations.NullMarked;
