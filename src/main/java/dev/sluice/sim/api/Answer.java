package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.RefusalException;

/** A status code with its JSON body. */
record Answer(int code, JsonNode body) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    /** What a real API server says when it refuses. */
    static Answer refused(RefusalException refusal) {
        return new Answer(refusal.code(), failure(refusal));
    }

    static ObjectNode failure(RefusalException refusal) {
        ObjectNode status = Json.newObject();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        return status.put("status", "Failure")
                .put("message", refusal.getMessage())
                .put("reason", refusal.reason())
                .put("code", refusal.code());
    }
}
