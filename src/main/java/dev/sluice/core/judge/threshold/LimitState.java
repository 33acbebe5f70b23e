package dev.sluice.core.judge.threshold;

import dev.sluice.core.judge.process.Figures;
import dev.sluice.core.judge.threshold.ThresholdRule.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The looks at a limited metric so far. A breach is forgotten once the window has passed over it; only a release that
 * breaches often at a stretch fails.
 *
 * @param breaches the last looks out of bounds, as many as matter, in order of time
 * @param passed looks within bounds
 * @param failed looks out of bounds
 * @param withoutData looks without a value, which change nothing else
 * @param lastAt time of the last look that had a value
 */
public record LimitState(List<Breach> breaches, long passed, long failed, long withoutData, Instant lastAt) {

    /** A look out of bounds. */
    public record Breach(Instant at, double value) {

        boolean isWithin(Duration window, Instant now) {
            return Duration.between(at, now).compareTo(window) <= 0;
        }
    }

    public LimitState {
        breaches = List.copyOf(breaches);
    }

    public static LimitState start() {
        return new LimitState(List.of(), 0, 0, 0, Instant.EPOCH);
    }

    /**
     * The looks so far and one more. One that is not later than the last with a value says nothing.
     *
     * @param value the metric's value; one that is not finite is no check
     */
    public LimitState plus(Instant at, double value, LimitRule rule) {
        Outcome outcome = rule.check(value);
        if (outcome == Outcome.NO_DATA) {
            return new LimitState(breaches, passed, failed, withoutData + 1, lastAt);
        }
        if (!at.isAfter(lastAt)) {
            return this;
        }
        Stream<Breach> now = outcome == Outcome.FAIL ? Stream.of(new Breach(at, value)) : Stream.empty();
        List<Breach> recent = Stream.concat(breaches.stream(), now)
                .filter(breach -> breach.isWithin(rule.window(), at))
                .toList();
        return new LimitState(
                recent.subList(Math.max(0, recent.size() - rule.failures()), recent.size()),
                passed + (outcome == Outcome.PASS ? 1 : 0),
                failed + (outcome == Outcome.FAIL ? 1 : 0),
                withoutData,
                at);
    }

    /** Whether so many breaches fell within the window that the candidate is to be rolled back. */
    public boolean isExhausted(LimitRule rule) {
        return breaches.size() >= rule.failures();
    }

    /** What was seen, in a sentence with the numbers. */
    public String sentence(LimitRule rule) {
        long looks = passed + failed;
        if (looks == 0) {
            return "There was no value to check yet%s.".formatted(missing());
        }
        if (breaches.isEmpty()) {
            return "In bounds (%s) at the last look; out of them in %d of %s%s."
                    .formatted(bounds(rule), failed, counted(looks), missing());
        }
        return "Out of bounds (%s) in %s within %s, last %s; rollback at %d%s."
                .formatted(
                        bounds(rule),
                        counted(breaches.size()),
                        seconds(rule.window()),
                        Figures.value(breaches.get(breaches.size() - 1).value()),
                        rule.failures(),
                        missing());
    }

    private String missing() {
        return withoutData == 0 ? "" : " (%s without a value)".formatted(counted(withoutData));
    }

    private static String bounds(LimitRule rule) {
        Double min = rule.min();
        Double max = rule.max();
        if (min != null && max != null) {
            return "%s to %s".formatted(Figures.value(min), Figures.value(max));
        }
        return min != null ? "at least " + Figures.value(min) : "at most " + (max == null ? "" : Figures.value(max));
    }

    private static String counted(long looks) {
        return looks == 1 ? "1 look" : looks + " looks";
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
