package dev.sluice.sim.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Fills in the fields that the real API fills in and that controllers or people rely on. */
final class Defaults {

    private int lastClusterIp = 10;

    void apply(ObjectKey key, ObjectNode object, Optional<ObjectNode> previous) {
        switch (key.plural()) {
            case "deployments" -> deployment(object);
            case "services" -> service(object, previous);
            case "namespaces" -> absent(object.withObject("/status"), "phase", "Active");
            case "customresourcedefinitions" -> established(object);
            default -> {
                // Nothing relies on other defaults.
            }
        }
    }

    private static void deployment(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        absent(spec, "replicas", 1);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = spec.withObject("/strategy");
        if (!strategy.has("type")) {
            strategy.put("type", "RollingUpdate");
        }
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObject("/rollingUpdate");
            percent(rolling, "maxSurge");
            percent(rolling, "maxUnavailable");
        }
        // The real API doesn't store false, so that setting it is no change of the spec.
        if (spec.path("paused").isBoolean() && !spec.path("paused").asBoolean()) {
            spec.remove("paused");
        }
    }

    private static void percent(ObjectNode rolling, String field) {
        if (!rolling.has(field)) {
            rolling.put(field, "25%");
        }
    }

    private void service(ObjectNode object, Optional<ObjectNode> previous) {
        ObjectNode spec = object.withObject("/spec");
        absent(spec, "type", "ClusterIP");
        absent(spec, "sessionAffinity", "None");
        if (!spec.has("clusterIP")) {
            String known = previous.map(
                            old -> old.path("spec").path("clusterIP").asText(""))
                    .orElse("");
            spec.put("clusterIP", known.isEmpty() ? nextClusterIp() : known);
        }
        for (JsonNode port : spec.path("ports")) {
            if (port instanceof ObjectNode fields) {
                absent(fields, "protocol", "TCP");
                if (!fields.has("targetPort") && fields.has("port")) {
                    fields.set("targetPort", fields.get("port"));
                }
            }
        }
    }

    private String nextClusterIp() {
        lastClusterIp++;
        return "10.96." + lastClusterIp / 250 + "." + (lastClusterIp % 250 + 1);
    }

    private static void established(ObjectNode object) {
        ObjectNode status = object.withObject("/status");
        if (!status.has("conditions")) {
            for (String type : new String[] {"NamesAccepted", "Established"}) {
                status.withArray("/conditions").addObject().put("type", type).put("status", "True");
            }
            status.set("acceptedNames", object.path("spec").path("names").deepCopy());
        }
    }

    private static void absent(ObjectNode fields, String name, String value) {
        if (!fields.has(name)) {
            fields.put(name, value);
        }
    }

    private static void absent(ObjectNode fields, String name, int value) {
        if (!fields.has(name)) {
            fields.put(name, value);
        }
    }
}
