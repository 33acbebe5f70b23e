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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads how pods fare. */
public final class PodVitals {
    private PodVitals() {}

    public static List<PodHealth> of(List<ObjectNode> pods) {
        return pods.stream().map(PodVitals::of).toList();
    }

    private static PodHealth of(ObjectNode pod) {
        boolean isReady = Pods.isReady(pod);
        List<JsonNode> ends = ends(pod);
        return new PodHealth(
                Fields.name(pod),
                isReady,
                isReady ? time(Fields.condition(pod, "Ready").path("lastTransitionTime")) : null,
                Pods.restarts(pod),
                (int) ends.stream().filter(PodProblems::isOutOfMemory).count(),
                ends.stream()
                        .map(end -> time(end.path("finishedAt")))
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** How each container that has ended did so the last time. */
    private static List<JsonNode> ends(JsonNode pod) {
        List<JsonNode> ends = new ArrayList<>();
        for (JsonNode container : pod.path("status").path("containerStatuses")) {
            JsonNode end = PodProblems.lastEnd(container);
            if (end.isObject()) {
                ends.add(end);
            }
        }
        return ends;
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
