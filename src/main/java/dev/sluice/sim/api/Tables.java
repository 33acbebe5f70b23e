package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.JsonPaths;
import dev.sluice.sim.store.PrinterColumn;
import dev.sluice.sim.store.ResourceType;
import dev.sluice.sim.store.StoredObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The table form of lists, which gives {@code kubectl get} its columns. */
final class Tables {

    private final Clock clock;

    Tables(Clock clock) {
        this.clock = clock;
    }

    ObjectNode of(ResourceType type, List<StoredObject> objects, long revision) {
        ObjectNode table = Json.newObject().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", "" + revision);
        ArrayNode definitions = table.putArray("columnDefinitions");
        define(definitions.addObject(), "Name", "string", 0);
        type.columns()
                .forEach(column -> define(definitions.addObject(), column.name(), shown(column), column.priority()));
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> row(rows.addObject(), type, object));
        return table;
    }

    /** Dates come as ages already: the client would otherwise print them as they are. */
    private static String shown(PrinterColumn column) {
        return column.type().equals("date") ? "string" : column.type();
    }

    private static void define(ObjectNode definition, String name, String type, int priority) {
        definition
                .put("name", name)
                .put("type", type)
                .put("format", name.equals("Name") ? "name" : "")
                .put("description", "")
                .put("priority", priority);
    }

    private void row(ObjectNode row, ResourceType type, StoredObject object) {
        ArrayNode cells = row.putArray("cells").add(object.key().name());
        type.columns().forEach(column -> cells.add(cell(column, object.json())));
        ObjectNode partial = row.putObject("object");
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", object.json().path("metadata"));
    }

    private String cell(PrinterColumn column, JsonNode object) {
        String text = JsonPaths.find(object, column.jsonPath()).stream()
                .map(node -> node.isValueNode() ? node.asText() : node.toString())
                .collect(Collectors.joining(","));
        return column.type().equals("date") ? age(text) : text;
    }

    private String age(String timestamp) {
        try {
            return shortly(Duration.between(Instant.parse(timestamp), clock.instant()));
        } catch (DateTimeException e) {
            return "<unknown>";
        }
    }

    private static String shortly(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + "m" + (seconds < 600 && seconds % 60 > 0 ? seconds % 60 + "s" : "");
        }
        return seconds < 172_800 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }
}
