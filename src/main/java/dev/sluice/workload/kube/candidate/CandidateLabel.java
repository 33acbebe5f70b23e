package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.workload.kube.tree.Fields;
import java.util.Map;
import java.util.Optional;

/**
 * The label of the Deployment's selector that has another value on candidate pods, so that no Service of the stable pods
 * selects them.
 */
public record CandidateLabel(String key, String stableValue, String candidateValue) {

    /** The label by which an existing candidate is told apart; empty when its selector is not that of one. */
    public static Optional<CandidateLabel> of(JsonNode stable, JsonNode candidate) {
        Map<String, String> stableLabels = Fields.matchLabels(stable);
        Map<String, String> candidateLabels = Fields.matchLabels(candidate);
        String name = Fields.name(candidate);
        return stableLabels.entrySet().stream()
                .filter(label -> name.equals(candidateLabels.get(label.getKey())) && !name.equals(label.getValue()))
                .map(label -> new CandidateLabel(label.getKey(), label.getValue(), name))
                .findFirst();
    }
}
