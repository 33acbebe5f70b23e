package dev.sluice.core.judge.threshold;

import java.time.Instant;

/**
 * What Kubernetes says of one pod at a look.
 *
 * @param pod its name
 * @param restarts restarts of its containers since it was made, summed
 * @param isOutOfMemory whether the last container that ended was killed for its memory
 * @param isReady whether it is ready
 * @param readyChangedAt when its readiness last changed
 */
public record PodSight(String pod, long restarts, boolean isOutOfMemory, boolean isReady, Instant readyChangedAt) {}
