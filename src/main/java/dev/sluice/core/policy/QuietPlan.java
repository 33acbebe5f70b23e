package dev.sluice.core.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests that Sluice sends itself, to both versions alike, where users send too few to judge by.
 *
 * @param path of each request, a GET; it begins with a slash
 * @param perSecond how many each version gets a second
 * @param port number or name of the Service's port; null = its first one
 */
public record QuietPlan(
        String path, double perSecond, @Nullable String port) {

    /** No more than so many go to a version at once, however long none was sent. */
    public static final int MOST_AT_ONCE = 20;

    private static final Duration LEAST_PACE = Duration.ofSeconds(2);
    private static final double MILLIS = 1000;

    public QuietPlan {
        if (!path.startsWith("/") || !(perSecond > 0)) {
            throw new IllegalArgumentException("%s requests a second of %s".formatted(perSecond, path));
        }
    }

    /** From one send to the next. */
    public Duration pace() {
        Duration one = Duration.ofMillis((long) Math.ceil(MILLIS / perSecond));
        return one.compareTo(LEAST_PACE) > 0 ? one : LEAST_PACE;
    }

    /** How many requests each version is to get now; 0 = none yet. */
    public int due(Duration sinceTheLast) {
        if (sinceTheLast.compareTo(pace()) < 0) {
            return 0;
        }
        double due = perSecond * sinceTheLast.toMillis() / MILLIS;
        return (int) Math.max(1, Math.min(MOST_AT_ONCE, due));
    }
}
