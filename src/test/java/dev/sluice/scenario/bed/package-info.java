/** What scenarios stand on: a cluster with a mesh, apps in it, load from a client, and the operator as a process. */
@NullMarked
package dev.sluice.scenario.bed;

import org.jspecify.annotations.NullMarked;
