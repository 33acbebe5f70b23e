/** What a workload looks like to a release: revisions, readiness, problems. */
@NullMarked
package dev.sluice.core.workload;

import org.jspecify.annotations.NullMarked;
