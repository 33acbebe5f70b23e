/** Requests to the API server: which object, which verb, what a refusal means. */
@NullMarked
package dev.sluice.workload.kube.api;

import org.jspecify.annotations.NullMarked;
