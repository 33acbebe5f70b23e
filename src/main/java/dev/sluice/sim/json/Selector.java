package dev.sluice.sim.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Label and field selectors in the text form of the API's query parameters. */
public final class Selector {

    private static final Pattern SET =
            Pattern.compile("\\s*(?<key>[^\\s!=,()]+)\\s+(?<word>in|notin)\\s*\\((?<values>[^)]*)\\)\\s*");
    private static final Pattern EQUALITY =
            Pattern.compile("\\s*(?<key>[^\\s!=]+)\\s*(?<sign>==|=|!=)\\s*(?<value>.*?)\\s*");
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");

    private Selector() {}

    /** Matches whole objects by their labels; the empty text matches everything. */
    public static Predicate<JsonNode> labels(String text) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        for (String requirement : COMMA_OUTSIDE_PARENTHESES.split(text, -1)) {
            if (!requirement.isBlank()) {
                requirements.add(label(requirement));
            }
        }
        return object -> {
            JsonNode labels = object.path("metadata").path("labels");
            return requirements.stream().allMatch(requirement -> requirement.test(labels));
        };
    }

    private static Predicate<JsonNode> label(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            Set<String> values = Arrays.stream(set.group("values").split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            String key = set.group("key");
            return set.group("word").equals("in")
                    ? labels ->
                            labels.has(key) && values.contains(labels.path(key).asText())
                    : labels -> !values.contains(labels.path(key).asText());
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            return compare(equality);
        }
        String key = text.strip();
        return key.startsWith("!") ? labels -> !labels.has(key.substring(1)) : labels -> labels.has(key);
    }

    private static Predicate<JsonNode> compare(Matcher equality) {
        String key = equality.group("key");
        String value = equality.group("value");
        return equality.group("sign").equals("!=")
                ? labels -> !labels.has(key) || !labels.path(key).asText().equals(value)
                : labels -> labels.has(key) && labels.path(key).asText().equals(value);
    }

    /** Matches whole objects by the values at dotted paths, such as {@code involvedObject.name=web}. */
    public static Predicate<JsonNode> fields(String text) {
        Predicate<JsonNode> all = object -> true;
        for (String requirement : text.split(",", -1)) {
            Matcher equality = EQUALITY.matcher(requirement);
            if (equality.matches()) {
                String path = "/" + equality.group("key").replace('.', '/');
                boolean wanted = !equality.group("sign").equals("!=");
                String value = equality.group("value");
                all = all.and(object -> object.at(path).asText().equals(value) == wanted);
            }
        }
        return all;
    }
}
