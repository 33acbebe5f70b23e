/** Plays the Deployment and ReplicaSet controllers and the kubelet on the stored objects. */
@NullMarked
package dev.sluice.sim.workload;

import org.jspecify.annotations.NullMarked;
