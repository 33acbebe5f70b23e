package dev.sluice.api.text;

import com.fasterxml.jackson.databind.JsonNode;

/** How messages show what somebody wrote. */
public final class Wording {
    private static final int LONGEST = 60;

    private Wording() {}

    /** In quotes, and cut where it is long. */
    public static String quote(String value) {
        String shown = value.length() > LONGEST ? value.substring(0, LONGEST - 3) + "..." : value;
        return "'" + shown + "'";
    }

    /** What a value is, in words. */
    public static String is(JsonNode node) {
        if (node.isObject()) {
            return "is an object";
        }
        if (node.isArray()) {
            return "is a list";
        }
        if (node.isNull()) {
            return "has no value";
        }
        return node.isTextual() ? "is the text " + quote(node.textValue()) : "is " + node.asText();
    }
}
