/** What the status of a pod says: readiness, restarts, why it does not get ready. */
@NullMarked
package dev.sluice.workload.kube.pod;

import org.jspecify.annotations.NullMarked;
