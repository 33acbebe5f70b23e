package dev.sluice.scenario.bed;

import java.time.Duration;
import java.util.List;

/**
 * What a client asks of a service.
 *
 * @param perSecond requests per second
 * @param paths what it asks for, by chance one of these
 * @param patience how long it waits for an answer before it gives up
 */
public record Demand(int perSecond, List<String> paths, Duration patience) {

    public Demand {
        paths = List.copyOf(paths);
    }

    /** One path, and the patience of two seconds. */
    public static Demand of(int perSecond) {
        return new Demand(perSecond, List.of("/"), Duration.ofSeconds(2));
    }

    public Demand on(List<String> others) {
        return new Demand(perSecond, others, patience);
    }

    public Demand waiting(Duration longer) {
        return new Demand(perSecond, paths, longer);
    }
}
