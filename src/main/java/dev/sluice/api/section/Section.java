package dev.sluice.api.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.DurationText;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.Nearest;
import dev.sluice.api.text.PercentText;
import dev.sluice.api.text.Wording;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One object of a file, read field by field. A field that is absent, or wrong, yields the fallback; what is wrong goes
 * to the faults.
 */
public final class Section {
    private final JsonNode object;
    private final String path;
    private final Fields fields;
    private final Faults faults;
    private final boolean isThere;

    private Section(JsonNode object, String path, Fields fields, Faults faults, boolean isThere) {
        this.object = object;
        this.path = path;
        this.fields = fields;
        this.faults = faults;
        this.isThere = isThere;
    }

    /** Stands for an object that is absent, or something else: it lacks nothing, as that was said already. */
    private static Section absent(String path, Fields fields, Faults faults) {
        return new Section(JsonNodeFactory.instance.objectNode(), path, fields, faults, false);
    }

    /** The whole object. */
    public static Section root(JsonNode object, Fields fields, Faults faults) {
        return of(object, "", fields, faults);
    }

    /** An object at a path; faults where it is not one, or has fields that nobody knows. */
    private static Section of(JsonNode node, String path, Fields fields, Faults faults) {
        if (!node.isObject()) {
            faults.add(
                    path.isEmpty() ? "the document" : path,
                    Wording.is(node),
                    "write an object with " + fieldsOf(path, fields));
            return absent(path, fields, faults);
        }
        Section section = new Section(node, path, fields, faults, true);
        if (!fields.at(path).isEmpty()) {
            node.fieldNames().forEachRemaining(section::checkKnown);
        }
        return section;
    }

    private static String fieldsOf(String path, Fields fields) {
        List<String> names = fields.at(path);
        return names.isEmpty() ? "fields" : String.join(", ", names);
    }

    private void checkKnown(String name) {
        if (fields.at(path).contains(name)) {
            return;
        }
        String at = pathOf(name);
        Optional<String> later = fields.remedyForLater(at);
        if (later.isPresent()) {
            faults.add(at, "is not in this version", later.get());
        } else {
            faults.add(at, "is unknown", fields.remedyForUnknown(path, name));
        }
    }

    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    public boolean isThere() {
        return isThere;
    }

    /** The text of a field, whatever else is wrong with it; empty when it has none. */
    public String says(String name) {
        return object.path(name).asText();
    }

    /** The raw value; null when absent. */
    public @Nullable JsonNode raw(String name) {
        return object.get(name);
    }

    public void fault(String name, String problem, String remedy) {
        faults.add(pathOf(name), problem, remedy);
    }

    /** A nested object; an empty one when absent. */
    public Section section(String name) {
        JsonNode node = object.get(name);
        return node == null ? absent(pathOf(name), fields, faults) : of(node, pathOf(name), fields, faults);
    }

    /**
     * The objects of a list.
     *
     * @param what they are, for messages
     */
    public List<Section> sections(String name, int most, String what) {
        List<JsonNode> elements = elements(name, most, what, "write 1 to " + most + " " + what);
        return IntStream.range(0, elements.size())
                .mapToObj(i -> of(elements.get(i), pathOf(name) + "[" + i + "]", fields, faults))
                .toList();
    }

    /** The elements of a list; none, and a fault if it is there, when it is no list, empty or too long. */
    public List<JsonNode> elements(String name, int most, String what, String remedy) {
        JsonNode node = object.get(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.isEmpty() || node.size() > most) {
            String problem = node.isArray() ? "has " + node.size() + " " + what : Wording.is(node) + ", not a list";
            fault(name, problem, remedy);
            return List.of();
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    /** The names of the fields, whatever they are. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A nested object that must be there. */
    public Section required(String name, String remedy) {
        require(name, remedy);
        return section(name);
    }

    /** A text in which {@code fault} finds nothing wrong. */
    public String text(String name, String fallback, Function<String, Optional<Fault>> check) {
        JsonNode node = object.get(name);
        if (node == null) {
            return fallback;
        }
        if (!node.isTextual()) {
            String remedy =
                    node.isValueNode() && !node.isNull() ? "put it in quotes: \"" + node.asText() + "\"" : "write text";
            fault(name, Wording.is(node) + ", not text", remedy);
            return fallback;
        }
        return accept(name, check.apply(node.textValue()), node.textValue(), fallback);
    }

    private <T> T accept(String name, Optional<Fault> fault, T value, T fallback) {
        if (fault.isEmpty()) {
            return value;
        }
        fault(name, fault.get().problem(), fault.get().remedy());
        return fallback;
    }

    /** A fault where a field is missing. */
    public void require(String name, String remedy) {
        if (isThere && !has(name)) {
            fault(name, "is missing", remedy);
        }
    }

    public String requiredText(String name, String remedy, Function<String, Optional<Fault>> check) {
        require(name, remedy);
        return text(name, "", check);
    }

    public boolean flag(String name) {
        JsonNode node = object.get(name);
        if (node != null && !node.isBoolean()) {
            fault(name, Wording.is(node), "write true or false");
        }
        return node != null && node.asBoolean(false);
    }

    /** One of an enum's constants, written in lower case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        List<String> words =
                Stream.of(type.getEnumConstants()).map(Section::word).collect(Collectors.toList());
        String word = word(name, words, word(fallback));
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** One of a few words. */
    public String word(String name, List<String> words, String fallback) {
        return text(
                name,
                fallback,
                value -> words.contains(value)
                        ? Optional.empty()
                        : Optional.of(new Fault(
                                Wording.quote(value) + " is unknown",
                                Nearest.to(value, words)
                                        .map(near -> "did you mean " + near + "?")
                                        .orElse("write " + String.join(" or ", words)))));
    }

    /** A field that must be there and can say one thing. */
    public void requiredWord(String name, String word) {
        require(name, "write " + name + ": " + word);
        word(name, List.of(word), word);
    }

    public Duration duration(String name, Bounds<Duration> bounds, Duration fallback) {
        Duration given = duration(name, bounds);
        return given == null ? fallback : given;
    }

    /** Null when absent or wrong. */
    @Nullable
    public Duration duration(String name, Bounds<Duration> bounds) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        Optional<Duration> parsed = node.isTextual() ? DurationText.parse(node.textValue()) : Optional.empty();
        if (parsed.isEmpty()) {
            fault(
                    name,
                    (node.isTextual() ? Wording.quote(node.textValue()) + " is" : Wording.is(node) + ",")
                            + " not a duration",
                    "write " + DurationText.suggestion(node.asText()) + " (units: ms, s, m, h)");
            return null;
        }
        Optional<String> problem = bounds.problem(parsed.get());
        problem.ifPresent(
                text -> fault(name, Wording.quote(node.textValue()) + " " + text, bounds.remedy("a duration")));
        return problem.isPresent() ? null : parsed.get();
    }

    public double percent(String name, Bounds<BigDecimal> bounds, double fallback) {
        Double given = percent(name, bounds);
        return given == null ? fallback : given;
    }

    /** A percentage as a ratio; null when absent or wrong. */
    public @Nullable Double percent(String name, Bounds<BigDecimal> bounds) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        Optional<BigDecimal> parsed = node.isTextual() ? PercentText.parse(node.textValue()) : Optional.empty();
        if (parsed.isEmpty()) {
            fault(
                    name,
                    (node.isTextual() ? Wording.quote(node.textValue()) + " is" : Wording.is(node) + ",")
                            + " not a percentage",
                    PercentText.remedy(node));
            return null;
        }
        Optional<String> problem = bounds.problem(parsed.get());
        problem.ifPresent(
                text -> fault(name, Wording.quote(node.textValue()) + " " + text, bounds.remedy("a percentage")));
        return problem.isPresent() ? null : parsed.get().movePointLeft(2).doubleValue();
    }

    public double number(String name, Bounds<BigDecimal> bounds, double fallback) {
        Double given = number(name, bounds);
        return given == null ? fallback : given;
    }

    /** Null when absent or wrong. */
    public @Nullable Double number(String name, Bounds<BigDecimal> bounds) {
        JsonNode node = object.get(name);
        return node == null
                ? null
                : Numbers.read(node, pathOf(name), bounds, faults)
                        .map(BigDecimal::doubleValue)
                        .orElse(null);
    }

    public int whole(String name, Bounds<BigDecimal> bounds, int fallback) {
        JsonNode node = object.get(name);
        return node == null
                ? fallback
                : Numbers.readWhole(node, pathOf(name), bounds, faults).orElse(fallback);
    }

    public Faults faults() {
        return faults;
    }
}
