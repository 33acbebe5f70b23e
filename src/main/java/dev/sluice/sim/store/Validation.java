package dev.sluice.sim.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.RefusalException;
import java.util.Map;
import java.util.Optional;

/** The few checks of the real API (and of Istio's webhook) that a release controller can run into. */
final class Validation {

    private Validation() {}

    static void check(ObjectKey key, ObjectNode object, Optional<ObjectNode> previous) {
        switch (key.plural()) {
            case "deployments" -> {
                selectorMatches(key, object);
                previous.ifPresent(old -> selectorUnchanged(key, old, object));
            }
            case "virtualservices" -> routes(key, object.path("spec"));
            default -> {
                // Everything else is taken as it comes.
            }
        }
    }

    private static void selectorMatches(ObjectKey key, ObjectNode object) {
        JsonNode labels = object.at("/spec/template/metadata/labels");
        JsonNode wanted = object.at("/spec/selector/matchLabels");
        boolean matches = !wanted.isEmpty();
        for (Map.Entry<String, JsonNode> label : wanted.properties()) {
            matches &= label.getValue().equals(labels.path(label.getKey()));
        }
        if (!matches) {
            throw RefusalException.invalid(
                    "Deployment.apps \"" + key.name() + "\" is invalid: spec.template.metadata.labels:"
                            + " Invalid value: `selector` does not match template `labels`");
        }
    }

    private static void selectorUnchanged(ObjectKey key, ObjectNode old, ObjectNode object) {
        if (!old.at("/spec/selector").equals(object.at("/spec/selector"))) {
            throw RefusalException.invalid(
                    "Deployment.apps \"" + key.name() + "\" is invalid: spec.selector: field is immutable");
        }
    }

    private static void routes(ObjectKey key, JsonNode spec) {
        if (spec.path("hosts").isEmpty()) {
            throw refusedByIstio(key, "virtual service must have at least one host");
        }
        for (JsonNode http : spec.path("http")) {
            weights(key, http.path("route"));
        }
    }

    private static void weights(ObjectKey key, JsonNode destinations) {
        long total = 0;
        for (JsonNode destination : destinations) {
            long weight = destination.path("weight").asLong(0);
            if (weight < 0) {
                throw refusedByIstio(key, "weight " + weight + " < 0");
            }
            if (destination.path("destination").path("host").asText("").isEmpty()) {
                throw refusedByIstio(key, "destination host must not be empty");
            }
            total += weight;
        }
        if (destinations.size() > 1 && total == 0) {
            throw refusedByIstio(key, "total destination weight = 0");
        }
    }

    private static RefusalException refusedByIstio(ObjectKey key, String why) {
        return new RefusalException(
                400,
                "BadRequest",
                "admission webhook \"validation.istio.io\" denied the request: configuration is invalid: " + key.name()
                        + ": " + why);
    }
}
