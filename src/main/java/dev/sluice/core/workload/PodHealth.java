package dev.sluice.core.workload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a pod fares, from its status alone. What happened between two looks is for the reader of both to work out.
 *
 * @param isReady whether it gets requests
 * @param readyChangedAt when it became ready, or ceased to be; null where its status does not say
 * @param restarts of all its containers, summed, since it was made
 * @param isOutOfMemory whether, of its containers, the one that ended last was killed for want of memory
 * @param lastRestart when that one ended; null when none has, or where its status does not say
 */
public record PodHealth(
        String name,
        boolean isReady,
        @Nullable Instant readyChangedAt,
        int restarts,
        boolean isOutOfMemory,
        @Nullable Instant lastRestart) {

    /** Since when it is ready; null while it is not, or where its status does not say. */
    public @Nullable Instant readySince() {
        return isReady ? readyChangedAt : null;
    }
}
