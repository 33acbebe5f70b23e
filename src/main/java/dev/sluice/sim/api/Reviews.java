package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import java.util.Optional;

/** Answers of the authorization API: everyone may do everything here. */
final class Reviews {

    private Reviews() {}

    static Optional<Answer> answer(ApiRequest request) {
        if (!request.method().equals("POST") || !request.path().startsWith("/apis/authorization.k8s.io/v1/")) {
            return Optional.empty();
        }
        ObjectNode review = Json.object(Json.read(request.body()));
        ObjectNode status = review.putObject("status");
        if (request.path().endsWith("/selfsubjectrulesreviews")) {
            status.put("incomplete", false).putArray("nonResourceRules");
            ObjectNode rule = status.putArray("resourceRules").addObject();
            rule.putArray("verbs").add("*");
            rule.putArray("apiGroups").add("*");
            rule.putArray("resources").add("*");
        } else {
            status.put("allowed", true);
        }
        return Optional.of(new Answer(201, review));
    }
}
