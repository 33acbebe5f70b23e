package dev.sluice.core.judge.threshold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes says of one pod at a look.
 *
 * @param pod its name
 * @param isReady whether it gets requests
 * @param readySince when it became ready; null while it is not, or where that is unknown
 * @param restarts restarts of its containers since it was made, summed
 * @param oomKills how many of its containers ended last because they ran out of memory
 */
public record PodSight(
        String pod, boolean isReady, @Nullable Instant readySince, long restarts, long oomKills) {}
