package dev.sluice.sim.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Kubernetes' JSONPath that printer columns use: fields, indexes, {@code [*]} and equality filters. */
public final class JsonPaths {

    private static final Pattern STEP = Pattern.compile("\\.(?<field>(?:\\\\.|[^.\\[\\\\])+)"
            + "|\\[\\?\\(@\\.(?<key>\\w+)\\s*==\\s*[\"'](?<value>[^\"']*)[\"']\\)\\]"
            + "|\\[(?<index>\\d+)\\]"
            + "|(?<all>\\[\\*\\])"
            + "|\\[['\"](?<quoted>[^'\"]+)['\"]\\]");

    private JsonPaths() {}

    /** The values at a path; none if the object has nothing there. */
    public static List<JsonNode> find(JsonNode object, String path) {
        List<JsonNode> found = List.of(object);
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                follow(node, step, next);
            }
            found = next;
        }
        return found.stream()
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .toList();
    }

    private static void follow(JsonNode node, Matcher step, List<JsonNode> next) {
        if (step.group("field") != null) {
            next.add(node.path(step.group("field").replace("\\", "")));
        } else if (step.group("quoted") != null) {
            next.add(node.path(step.group("quoted")));
        } else if (step.group("index") != null) {
            next.add(node.path(Integer.parseInt(step.group("index"))));
        } else {
            for (JsonNode element : node) {
                if (step.group("all") != null
                        || element.path(step.group("key")).asText().equals(step.group("value"))) {
                    next.add(element);
                }
            }
        }
    }
}
