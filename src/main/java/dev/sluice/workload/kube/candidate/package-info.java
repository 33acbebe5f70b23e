/** The candidate beside the user's Deployment: what it is made of and how it is known again. */
@NullMarked
package dev.sluice.workload.kube.candidate;

import org.jspecify.annotations.NullMarked;
