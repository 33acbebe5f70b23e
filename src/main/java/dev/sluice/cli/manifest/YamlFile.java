package dev.sluice.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A file of YAML or JSON documents.
 *
 * @param resources the Kubernetes objects in it, up to the first fault of syntax
 * @param faults the fault of syntax, if there is one
 */
public record YamlFile(List<Resource> resources, List<Finding> faults) {
    private static final int DEEPEST = 100;
    private static final String WHOLE = "the document";

    public static YamlFile parse(Source source) {
        String text = normalized(source.text());
        List<Resource> resources = new ArrayList<>();
        List<Finding> faults = new ArrayList<>();
        Optional<Finding> tooDeep = findTooDeep(source, text);
        if (tooDeep.isPresent()) {
            return new YamlFile(List.of(), List.of(tooDeep.get()));
        }
        try {
            for (Node document : new Compose(settings()).composeAllFromString(text)) {
                add(source, document, resources);
            }
        } catch (YamlEngineException e) {
            faults.add(syntaxFault(source, e));
        }
        return new YamlFile(List.copyOf(resources), List.copyOf(faults));
    }

    private static LoadSettings settings() {
        return LoadSettings.builder().setSchema(new CoreSchema()).build();
    }

    /** Tabs are white space in JSON, but not everywhere in YAML. */
    private static String normalized(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String start = plain.stripLeading();
        return start.startsWith("{") || start.startsWith("[") ? plain.replace('\t', ' ') : plain;
    }

    /** Composing recurses, parsing does not. */
    private static Optional<Finding> findTooDeep(Source source, String text) {
        int depth = 0;
        try {
            for (Event event : new Parse(settings()).parseString(text)) {
                depth += change(event);
                if (depth > DEEPEST) {
                    int line =
                            event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
                    String problem = "nests deeper than " + DEEPEST + " levels";
                    return Optional.of(Finding.of(source.name(), line, WHOLE, problem, "write it flatter"));
                }
            }
            return Optional.empty();
        } catch (YamlEngineException composingReportsIt) {
            return Optional.empty();
        }
    }

    private static int change(Event event) {
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
        };
    }

    private static void add(Source source, Node document, List<Resource> resources) {
        TreeBuilder builder = new TreeBuilder(source, TreeBuilder.line(document));
        JsonNode tree = builder.build(document, "");
        Document whole = new Document(source, tree, builder.lines(), builder.faults(), builder.templateLine());
        if (!tree.path("kind").asText().endsWith("List") || !tree.path("items").isArray()) {
            resources.add(new Resource(whole, "", tree));
            return;
        }
        for (int i = 0; i < tree.get("items").size(); i++) {
            resources.add(
                    new Resource(whole, "items[" + i + "]", tree.get("items").get(i)));
        }
    }

    private static Finding syntaxFault(Source source, YamlEngineException e) {
        if (e instanceof MarkedYamlEngineException marked) {
            int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            String problem = "is not YAML: " + marked.getProblem().strip();
            String remedy = problem.contains("TAB") ? "indent with spaces" : "look at this line and the one before it";
            return Finding.of(source.name(), line, WHOLE, problem, remedy);
        }
        return Finding.of(source.name(), 1, WHOLE, "is not YAML: " + e.getMessage(), "write YAML or JSON");
    }
}
