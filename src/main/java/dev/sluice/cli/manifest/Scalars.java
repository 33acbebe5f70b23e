package dev.sluice.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML scalars as API clients do. */
final class Scalars {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Words of YAML 1.1 that API clients still take for booleans. */
    private static final Map<String, Boolean> OLD_BOOLEANS = Map.of("yes", true, "on", true, "no", false, "off", false);

    private static final Set<String> NOT_FINITE = Set.of(".inf", "+.inf", "-.inf", ".nan");

    private Scalars() {}

    static boolean isPlain(ScalarNode node) {
        return node.getScalarStyle() == ScalarStyle.PLAIN;
    }

    static JsonNode read(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (Tag.NULL.equals(tag)) {
            return JSON.nullNode();
        }
        if (Tag.BOOL.equals(tag)) {
            return JSON.booleanNode(text.equalsIgnoreCase("true"));
        }
        if (Tag.INT.equals(tag)) {
            return JSON.numberNode(integer(text));
        }
        if (Tag.FLOAT.equals(tag)) {
            return decimal(text);
        }
        Boolean old = isPlain(node) ? OLD_BOOLEANS.get(text.toLowerCase(Locale.ROOT)) : null;
        return old == null ? JSON.textNode(text) : JSON.booleanNode(old);
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    private static JsonNode decimal(String text) {
        return NOT_FINITE.contains(text.toLowerCase(Locale.ROOT))
                ? JSON.textNode(text)
                : JSON.numberNode(new BigDecimal(text));
    }
}
