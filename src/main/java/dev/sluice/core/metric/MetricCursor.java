package dev.sluice.core.metric;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the samples were read. Everything up to it has been judged, nothing after it has.
 *
 * @param since when the release began to look; series of pods born later start from 0
 * @param readUpTo timestamp of the last sample judged, per target (a proxy or a pod); a target that is not in it was not
 *     seen yet
 */
public record MetricCursor(Instant since, Map<String, Instant> readUpTo) {
    public MetricCursor {
        readUpTo = Map.copyOf(readUpTo);
    }

    /** A cursor that judges what is counted from this time on. */
    public static MetricCursor startingAt(Instant since) {
        return new MetricCursor(since, Map.of());
    }

    public @Nullable Instant of(String target) {
        return readUpTo.get(target);
    }
}
