package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.section.Numbers;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.DurationText;
import dev.sluice.api.text.Wording;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ReleasePlan.OnInconclusive;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.strategy}. */
final class StrategyReader {
    /** What a fixed pace goes by where a policy names no steps. */
    private static final List<Integer> STEPS = List.of(1, 5, 10, 25, 50);

    /** Where evidence paces, the traffic at the start of a release chooses them. */
    private static final List<Integer> STEPS_BY_RISK = List.of();

    private static final Bounds<BigDecimal> WEIGHT = Bounds.numbers("1", "94");
    private static final int MOST_STEPS = 20;
    private static final Duration MAX_DURATION = Duration.ofHours(2);
    private static final Bounds<Duration> MAX_DURATIONS = Bounds.durations(Duration.ofMinutes(1), Duration.ofDays(7));
    private static final Bounds<Duration> EVERY = Bounds.durations(Duration.ofSeconds(1), Duration.ofHours(24));

    private StrategyReader() {}

    static CanaryPlan read(Section strategy) {
        Section canary = strategy.section("canary");
        Duration every = every(canary);
        List<Integer> steps = canary.has("steps") ? steps(canary) : every == null ? STEPS_BY_RISK : STEPS;
        Duration maxDuration = canary.duration("maxDuration", MAX_DURATIONS, MAX_DURATION);
        checkTime(canary, steps, every, maxDuration);
        OnInconclusive onInconclusive = canary.choice("onInconclusive", OnInconclusive.class, OnInconclusive.PAUSE);
        return new CanaryPlan(steps, every, maxDuration, onInconclusive);
    }

    private static List<Integer> steps(Section canary) {
        List<JsonNode> weights = canary.elements(
                "steps", MOST_STEPS, "steps", "write 1 to " + MOST_STEPS + " percentages, such as [1, 5, 10, 25, 50]");
        return weights.isEmpty() ? STEPS : rising(canary, weights);
    }

    private static List<Integer> rising(Section canary, List<JsonNode> weights) {
        List<Integer> steps = new ArrayList<>();
        boolean isRising = true;
        for (int i = 0; i < weights.size(); i++) {
            String path = canary.pathOf("steps[" + i + "]");
            Optional<Integer> weight = Numbers.readWhole(weights.get(i), path, WEIGHT, canary.faults());
            isRising &= weight.isPresent() && checkRise(canary, steps, i, weight.get());
            weight.ifPresent(steps::add);
        }
        return isRising ? steps : STEPS;
    }

    private static boolean checkRise(Section canary, List<Integer> before, int index, int weight) {
        int last = before.isEmpty() ? 0 : before.get(before.size() - 1);
        if (weight > last) {
            return true;
        }
        canary.fault(
                "steps[" + index + "]",
                weight + " is not above " + last + ", the step before it",
                "write rising percentages, such as [1, 5, 10, 25, 50]");
        return false;
    }

    private static @Nullable Duration every(Section canary) {
        JsonNode pace = canary.raw("pace");
        if (pace != null && pace.isObject()) {
            Section fixed = canary.section("pace");
            fixed.require("every", "write {every: 1m}, or pace: evidence");
            return fixed.duration("every", EVERY);
        }
        if (pace != null && !pace.asText().equals("evidence")) {
            canary.fault("pace", Wording.is(pace) + ", not a pace", paceRemedy(pace));
        }
        return null;
    }

    private static String paceRemedy(JsonNode pace) {
        return DurationText.parse(pace.asText())
                .map(duration -> "write {every: " + DurationText.print(duration) + "}, or pace: evidence")
                .orElse("write evidence, or {every: 1m} for a fixed pace");
    }

    private static void checkTime(Section canary, List<Integer> steps, @Nullable Duration every, Duration maxDuration) {
        if (every == null) {
            return;
        }
        Duration needed = every.multipliedBy(steps.size());
        if (needed.compareTo(maxDuration) > 0) {
            String problem = steps.size() + " steps of " + DurationText.print(every) + " take "
                    + DurationText.print(needed) + ", more than " + DurationText.print(maxDuration);
            String remedy = "write maxDuration: " + DurationText.print(needed) + " or more, or a shorter pace";
            canary.fault("maxDuration", problem, remedy);
        }
    }
}
