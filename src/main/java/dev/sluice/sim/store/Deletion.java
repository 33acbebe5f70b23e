package dev.sluice.sim.store;

import java.time.Duration;
import java.util.Optional;

/**
 * How to delete.
 *
 * @param grace time a pod may take to end; zero removes it at once
 * @param orphan leave the objects that this one owns
 * @param resourceVersion refuse unless the object still has this version
 * @param uid refuse unless the object still has this uid
 */
public record Deletion(
        Optional<Duration> grace, boolean orphan, Optional<String> resourceVersion, Optional<String> uid) {

    public static final Deletion BACKGROUND = new Deletion(Optional.empty(), false, Optional.empty(), Optional.empty());

    public static final Deletion AT_ONCE =
            new Deletion(Optional.of(Duration.ZERO), false, Optional.empty(), Optional.empty());
}
