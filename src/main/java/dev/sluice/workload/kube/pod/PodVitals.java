package dev.sluice.workload.kube.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.PodHealth;
import dev.sluice.workload.kube.tree.Fields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how pods fare. */
public final class PodVitals {
    private PodVitals() {}

    public static List<PodHealth> of(List<ObjectNode> pods) {
        return pods.stream().map(PodVitals::of).toList();
    }

    private static PodHealth of(ObjectNode pod) {
        Optional<JsonNode> end = lastEnd(pod);
        return new PodHealth(
                Fields.name(pod),
                Pods.isReady(pod),
                time(Fields.condition(pod, "Ready").path("lastTransitionTime")),
                Pods.restarts(pod),
                end.filter(PodProblems::isOutOfMemory).isPresent(),
                end.map(PodVitals::finished).orElse(null));
    }

    /** How the container that ended last did so. */
    private static Optional<JsonNode> lastEnd(JsonNode pod) {
        List<JsonNode> ends = new ArrayList<>();
        for (JsonNode container : pod.path("status").path("containerStatuses")) {
            JsonNode end = PodProblems.lastEnd(container);
            if (end.isObject()) {
                ends.add(end);
            }
        }
        return ends.stream()
                .max(Comparator.comparing(PodVitals::finished, Comparator.nullsFirst(Comparator.naturalOrder())));
    }

    private static @Nullable Instant finished(JsonNode end) {
        return time(end.path("finishedAt"));
    }

    /** A time that nobody wrote, or nobody can read, is unknown. */
    private static @Nullable Instant time(JsonNode text) {
        try {
            return Instant.parse(text.asText(""));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
