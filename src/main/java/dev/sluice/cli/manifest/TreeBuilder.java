package dev.sluice.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Makes a JSON tree of one YAML document and remembers the lines. */
final class TreeBuilder {
    private static final String MERGE = "<<";

    private final Source source;
    private final Lines lines;
    private final List<Finding> faults = new ArrayList<>();
    private final IdentityHashMap<Node, JsonNode> built = new IdentityHashMap<>();
    private int templateLine;

    TreeBuilder(Source source, int firstLine) {
        this.source = source;
        this.lines = new Lines(firstLine);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    Lines lines() {
        return lines;
    }

    List<Finding> faults() {
        return faults;
    }

    /** Where the first template expression is, such as Helm's; 0 when there is none. */
    int templateLine() {
        return templateLine;
    }

    /** The tree of a node; one that was seen already, by an alias, is the same tree. */
    JsonNode build(Node node, String path) {
        JsonNode known = built.get(node);
        if (known != null) {
            return known;
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, path);
        }
        return node instanceof SequenceNode sequence ? list(sequence, path) : scalar((ScalarNode) node);
    }

    private JsonNode scalar(ScalarNode node) {
        if (TemplateExpression.isIn(node.getValue())) {
            markTemplate(node);
        }
        return Scalars.read(node);
    }

    private void markTemplate(Node node) {
        templateLine = templateLine == 0 ? line(node) : templateLine;
    }

    private JsonNode list(SequenceNode sequence, String path) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        built.put(sequence, list);
        int index = 0;
        for (Node item : sequence.getValue()) {
            String key = "[" + index++ + "]";
            lines.put(list, key, line(item));
            list.add(build(item, path + key));
        }
        return list;
    }

    private JsonNode object(MappingNode mapping, String path) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        built.put(mapping, object);
        List<JsonNode> merged = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                keyFault(entry.getKeyNode(), path);
            } else if (key.getValue().equals(MERGE) && Scalars.isPlain(key)) {
                merged.add(build(entry.getValueNode(), path));
            } else {
                put(object, path, key, entry.getValueNode());
            }
        }
        merged.forEach(from -> merge(object, from));
        return object;
    }

    /** An unquoted {{ … }} is a mapping as the key of a mapping. */
    private void keyFault(Node key, String path) {
        if (key instanceof MappingNode mapping && mapping.getFlowStyle() == FlowStyle.FLOW) {
            markTemplate(key);
        } else {
            fault(key, path, "has a key that is no text", "write text before the colon");
        }
    }

    private void put(ObjectNode object, String path, ScalarNode keyNode, Node value) {
        String key = keyNode.getValue();
        String at = path.isEmpty() ? key : path + "." + key;
        Integer before = lines.ofKey(object, key);
        if (before != null) {
            fault(keyNode, at, "is there twice, first on line " + before, "remove one of the two");
        }
        lines.put(object, key, line(keyNode));
        object.set(key, build(value, at));
    }

    /** YAML 1.1's merge key, which API clients still honour: own fields win. */
    private void merge(ObjectNode object, JsonNode from) {
        if (from.isArray()) {
            from.forEach(each -> merge(object, each));
        }
        from.properties().forEach(field -> {
            if (!object.has(field.getKey())) {
                Integer line = lines.ofKey(from, field.getKey());
                lines.put(object, field.getKey(), line == null ? 1 : line);
                object.set(field.getKey(), field.getValue());
            }
        });
    }

    private void fault(Node node, String path, String problem, String remedy) {
        faults.add(Finding.of(source.name(), line(node), path, problem, remedy));
    }
}
