package dev.sluice.operator;

import dev.sluice.core.release.ReasonCode;
import java.time.Duration;

/**
 * What a pass of a policy came to.
 *
 * @param phase what the policy is at: Adopting, Ready, Invalid, Refused, or the release's phase
 * @param reason why, for programs
 * @param sentence for people
 * @param wakeAfter when to look again; zero means at once, negative means when something changes
 */
record Report(String phase, ReasonCode reason, String sentence, Duration wakeAfter) {

    /** Nothing to do until something changes: an idle policy asks nobody anything. */
    static final Duration ON_CHANGE = Duration.ofSeconds(-1);

    static Report at(String phase, ReasonCode reason, String sentence, Duration wakeAfter) {
        return new Report(phase, reason, sentence, wakeAfter);
    }

    /** Whether the policy can do its work. */
    boolean isReady() {
        return !phase.equals("Invalid")
                && !phase.equals("Adopting")
                && !phase.equals("Refused")
                && !phase.equals("Paused");
    }
}
