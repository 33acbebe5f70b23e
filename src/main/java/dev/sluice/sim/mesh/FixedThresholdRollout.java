package dev.sluice.sim.mesh;

import java.time.Duration;

/**
 * A canary as a fixed-threshold controller runs it, for comparison: it starts at one step of weight and looks once an
 * interval. A good look adds a step, a look with too many errors adds none, and after so many of those all traffic goes
 * back.
 *
 * @param stepPercent weight added by each good look
 * @param maxPercent a good look at this weight promotes
 * @param interval between two looks
 * @param maxErrorRatio of the candidate's requests since the last look
 * @param failedLooks how many end the rollout
 */
public record FixedThresholdRollout(
        int stepPercent, int maxPercent, Duration interval, double maxErrorRatio, int failedLooks) {

    /** 10 % more each minute, to 50 %; five looks of more than 1 % errors send it back. */
    public static final FixedThresholdRollout USUAL = new FixedThresholdRollout(10, 50, Duration.ofMinutes(1), 0.01, 5);

    public FixedThresholdRollout {
        if (stepPercent <= 0 || maxPercent > 100 || stepPercent > maxPercent || failedLooks <= 0 || interval.isZero()) {
            throw new IllegalArgumentException("no rollout ends with these settings");
        }
    }

    /** The share of the candidate's requests that fail, this long after the rollout began. */
    @FunctionalInterface
    public interface ErrorCurve {
        double at(Duration sinceStart);

        static ErrorCurve constant(double ratio) {
            return sinceStart -> ratio;
        }
    }

    /**
     * How it ends.
     *
     * @param failures expected number of the users' requests that the candidate fails until then
     */
    public record Ending(double failures, Duration duration, int highestPercent, boolean isRolledBack) {}

    /** The expected course on steady traffic; no chance in it: every look sees the expected ratio. */
    public Ending run(double requestsPerSecond, ErrorCurve errors) {
        double failures = 0;
        int percent = stepPercent;
        int failed = 0;
        Duration elapsed = Duration.ZERO;
        while (true) {
            double ratio = averageRatio(errors, elapsed);
            failures += requestsPerSecond * interval.toMillis() / 1_000.0 * percent / 100 * ratio;
            elapsed = elapsed.plus(interval);
            if (ratio > maxErrorRatio) {
                failed++;
                if (failed == failedLooks) {
                    return new Ending(failures, elapsed, percent, true);
                }
            } else if (percent >= maxPercent) {
                return new Ending(failures, elapsed, percent, false);
            } else {
                percent = Math.min(maxPercent, percent + stepPercent);
            }
        }
    }

    private double averageRatio(ErrorCurve errors, Duration from) {
        long seconds = Math.max(1, interval.toSeconds());
        double sum = 0;
        for (long second = 0; second < seconds; second++) {
            sum += errors.at(from.plusSeconds(second));
        }
        return sum / seconds;
    }
}
