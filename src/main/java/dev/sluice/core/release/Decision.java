package dev.sluice.core.release;

import java.time.Duration;
import java.util.List;

/**
 * What follows from one pass.
 *
 * @param next the state to record, before any effect runs
 * @param effects what to do, in order; the first failure ends the pass
 * @param wakeAfter when to look again at the latest; zero means at once
 * @param reason why, with the numbers
 */
public record Decision(ReleaseState next, List<Effect> effects, Duration wakeAfter, Reason reason) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
