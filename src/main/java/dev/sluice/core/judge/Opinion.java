package dev.sluice.core.judge;

import dev.sluice.core.judge.Verdict.Cause;

/**
 * What one signal says.
 *
 * @param topic what it is about
 * @param signal what was looked at, such as "errors"
 * @param cause its own verdict
 * @param lnOfThreshold its evidence against the candidate relative to the threshold of its own share of alpha, as a
 *     logarithm: 0 is at the threshold
 * @param isGuarded whether its evidence may be acted on: enough failures in enough scrapes
 * @param sentence why, with its numbers
 */
public record Opinion(
        Topic topic, String signal, Cause cause, double lnOfThreshold, boolean isGuarded, String sentence) {

    /** What has no say against the candidate by evidence. */
    static final double NONE = -1e4;
}
