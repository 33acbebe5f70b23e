package dev.sluice.core.judge.threshold;

import dev.sluice.core.judge.threshold.ThresholdRule.Outcome;

/**
 * The checks of a release so far.
 *
 * <p>Failed checks add up over the release, passes in between don't forgive them: that is what the numbers mean in the
 * tools that teams bring them from, and a candidate that fails every other check can't go on for ever.
 *
 * @param passed checks that passed
 * @param failed checks that failed
 * @param withoutData checks that could say nothing
 */
public record ThresholdState(int passed, int failed, int withoutData) {

    public static ThresholdState start() {
        return new ThresholdState(0, 0, 0);
    }

    /** The checks so far and one more. */
    public ThresholdState plus(Outcome outcome) {
        return switch (outcome) {
            case PASS -> new ThresholdState(passed + 1, failed, withoutData);
            case FAIL -> new ThresholdState(passed, failed + 1, withoutData);
            case NO_DATA -> new ThresholdState(passed, failed, withoutData + 1);
        };
    }

    /** Whether so many checks failed that the release is to be rolled back. */
    public boolean isExhausted(ThresholdRule rule) {
        return failed >= rule.failures();
    }
}
