package dev.sluice.operator.record;

import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.core.release.ReasonCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Builds conditions; the only place that does. */
public final class Conditions {

    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final List<Condition> built = new ArrayList<>();

    public Conditions(List<Condition> before, long generation, Instant now) {
        this.before = List.copyOf(before);
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Adds a condition; its transition time moves only when its status does. */
    public Conditions set(ConditionType type, boolean isTrue, ReasonCode reason, String message) {
        Condition condition = new Condition();
        condition.type = type.title();
        condition.status = isTrue ? "True" : "False";
        condition.reason = reason.title();
        condition.message = message;
        condition.observedGeneration = generation;
        condition.lastTransitionTime = now.toString();
        for (Condition old : before) {
            if (type.title().equals(old.type)
                    && condition.status.equals(old.status)
                    && old.lastTransitionTime != null) {
                condition.lastTransitionTime = old.lastTransitionTime;
            }
        }
        built.add(condition);
        return this;
    }

    /** Keeps a condition as it was, if there is one. */
    public Conditions keep(ConditionType type) {
        before.stream().filter(old -> type.title().equals(old.type)).forEach(built::add);
        return this;
    }

    /** Whether a condition of this type had another reason before, or there was none. */
    public boolean isNews(ConditionType type, ReasonCode reason) {
        return before.stream()
                .noneMatch(
                        old -> type.title().equals(old.type) && reason.title().equals(old.reason));
    }

    public List<Condition> build() {
        return List.copyOf(built);
    }
}
