/** How commands reach a cluster: its client, its errors in words, and looking again until something holds. */
@NullMarked
package dev.sluice.cli.cluster;

import org.jspecify.annotations.NullMarked;
