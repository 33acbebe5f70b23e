package dev.sluice.core.workload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a pod fares, from its status alone. What happened between two looks is for the reader of both to work out: a
 * status keeps a container's last end only, so two deaths between two looks show as one in {@code oomKills} and as two
 * in {@code restarts}.
 *
 * @param isReady whether it gets requests
 * @param readySince when it became ready; null while it is not, or where its status does not say
 * @param restarts of all its containers, summed, since it was made
 * @param oomKills how many of its containers ended last because they ran out of memory
 * @param lastRestart when one of its containers ended last; null when none has, or where its status does not say
 */
public record PodHealth(
        String name,
        boolean isReady,
        @Nullable Instant readySince,
        int restarts,
        int oomKills,
        @Nullable Instant lastRestart) {}
