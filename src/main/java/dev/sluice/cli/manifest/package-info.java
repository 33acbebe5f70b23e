/** Files of Kubernetes objects, with the line of every field. */
@NullMarked
package dev.sluice.cli.manifest;

import org.jspecify.annotations.NullMarked;
