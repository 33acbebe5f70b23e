/** Requests of Sluice's own to both versions, over plain HTTP. */
@NullMarked
package dev.sluice.probe.http;

import org.jspecify.annotations.NullMarked;
