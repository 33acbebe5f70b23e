/** What the engine needs from the outside, as interfaces; adapters implement them. */
@NullMarked
package dev.sluice.core.port;

import org.jspecify.annotations.NullMarked;
