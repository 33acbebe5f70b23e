package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Makes a candidate's pod template from the one it judges: another value of one label, nothing else. */
public final class CandidateTemplate {
    private CandidateTemplate() {}

    public static ObjectNode of(ObjectNode judged, CandidateLabel label) {
        ObjectNode template = judged.deepCopy();
        template.withObjectProperty("metadata").withObjectProperty("labels").put(label.key(), label.candidateValue());
        JsonNode spec = template.path("spec");
        spec.path("topologySpreadConstraints").forEach(spread -> rewrite(spread.path("labelSelector"), label));
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            rewriteTerms(spec.path("affinity").path(kind), label);
        }
        return template;
    }

    private static void rewriteTerms(JsonNode affinity, CandidateLabel label) {
        affinity.path("requiredDuringSchedulingIgnoredDuringExecution")
                .forEach(term -> rewrite(term.path("labelSelector"), label));
        affinity.path("preferredDuringSchedulingIgnoredDuringExecution")
                .forEach(term -> rewrite(term.path("podAffinityTerm").path("labelSelector"), label));
    }

    /** Candidate pods spread among themselves: a rule about the stable pods would see none of them. */
    private static void rewrite(JsonNode selector, CandidateLabel label) {
        if (selector.path("matchLabels") instanceof ObjectNode labels
                && label.stableValue().equals(labels.path(label.key()).asText(""))) {
            labels.put(label.key(), label.candidateValue());
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            boolean isIn = "In".equals(expression.path("operator").asText(""))
                    && label.key().equals(expression.path("key").asText(""));
            if (isIn && expression.path("values") instanceof ArrayNode values) {
                rewriteValues(values, label);
            }
        }
    }

    private static void rewriteValues(ArrayNode values, CandidateLabel label) {
        for (int i = 0; i < values.size(); i++) {
            if (label.stableValue().equals(values.path(i).asText(""))) {
                values.set(i, TextNode.valueOf(label.candidateValue()));
            }
        }
    }
}
