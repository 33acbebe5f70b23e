/** The user's Deployment and its candidate on a Kubernetes API server. */
@NullMarked
package dev.sluice.workload.kube;

import org.jspecify.annotations.NullMarked;
