package dev.sluice.scenario.bed;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A release as its status told at one moment.
 *
 * @param seen when the cluster told this test
 * @param release the object's name
 * @param phase its phase, empty before the first
 * @param set the candidate's weight on record, 0 when there is none yet
 * @param message why it stands where it stands
 * @param reasons the reasons of its decisions, the oldest first
 */
public record Moment(Instant seen, String release, String phase, int set, String message, List<String> reasons) {

    private static final Set<String> ENDS = Set.of("Succeeded", "RolledBack", "Superseded", "Withdrawn", "Rejected");

    public Moment {
        reasons = List.copyOf(reasons);
    }

    static Moment of(GenericKubernetesResource release) {
        return new Moment(
                Instant.now(),
                release.getMetadata().getName(),
                text(release, "phase"),
                release.get("status", "traffic", "set") instanceof Number weight ? weight.intValue() : 0,
                text(release, "message"),
                reasons(release));
    }

    public boolean isEnd() {
        return ENDS.contains(phase);
    }

    /** The same but for when it was seen. */
    boolean tellsTheSameAs(Moment other) {
        return new Moment(seen, other.release, other.phase, other.set, other.message, other.reasons).equals(this);
    }

    public Duration since(Instant start) {
        return Duration.between(start, seen);
    }

    @Override
    public String toString() {
        return "%s %s at %d %%: %s".formatted(release, phase, set, message);
    }

    private static String text(GenericKubernetesResource release, String field) {
        return Objects.toString(release.get("status", field), "");
    }

    private static List<String> reasons(GenericKubernetesResource release) {
        return release.get("status", "decisions") instanceof List<?> decisions
                ? decisions.stream()
                        .filter(Map.class::isInstance)
                        .map(decision -> String.valueOf(((Map<?, ?>) decision).get("reason")))
                        .toList()
                : List.of();
    }
}
