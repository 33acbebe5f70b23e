package dev.sluice.api.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.section.Fields;
import dev.sluice.api.text.DurationText;
import dev.sluice.core.policy.FieldError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated schema and the reader say the same. */
class SchemaDriftTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<SchemaField> ALL = SchemaField.all();
    private static final Pattern DURATIONS = Pattern.compile("duration\\(self\\) [<>]= duration\\('([^']+)'\\)");
    private static final Pattern PERCENTS = Pattern.compile("double\\(self\\.replace\\('%', ''\\)\\) [<>]= ([0-9.]+)");
    private static final Pattern OUT_OF_BOUNDS = Pattern.compile("is (less|more) than|is not above");

    /** Thresholds go with a fixed pace; a query is required where no template is named. */
    private static final Set<String> REQUIRED_BY_OTHERS =
            Set.of("spec.analysis.thresholds", "spec.analysis.metrics[].query");

    private static final List<String> SAMPLES = List.of(
            "",
            "a",
            "A",
            "a-",
            "-a",
            "1a",
            "a.b",
            "a..b",
            "a_b",
            "x".repeat(52),
            "x".repeat(56),
            "x".repeat(57),
            "x".repeat(63),
            "x".repeat(64),
            "x".repeat(253),
            "x".repeat(254),
            "10m",
            "1.5h",
            "1h30m",
            "PT1M",
            "1d",
            "5",
            "10m ",
            "100000000000000000000ms",
            "5%",
            "0.5%",
            ".5%",
            "5.%",
            "%",
            "-1%",
            "00000000000000000001%",
            "http://a",
            "https://a:1/x",
            "https://[::1]:9090",
            "ftp://a",
            "http://u@a",
            "http://a?b",
            "http://a/#b",
            "http://",
            "/",
            "/a/b?c=d&e",
            "/a b",
            "/a#b",
            "/a//",
            "//a",
            "/%2",
            "/%20",
            "/{a}",
            "/" + "x".repeat(199),
            "/" + "x".repeat(200),
            "_a1",
            "aB",
            "x".repeat(2049));

    static Stream<SchemaField> fields() {
        return ALL.stream();
    }

    /** Fields with a name: no elements of lists. */
    static Stream<SchemaField> named() {
        return fields().filter(field -> !field.path().endsWith("[]"));
    }

    private static Stream<SchemaField> leaves(String keyword) {
        return ALL.stream().filter(field -> field.schema().has(keyword));
    }

    static Stream<SchemaField> withDefault() {
        return leaves("default");
    }

    static Stream<SchemaField> withEnum() {
        return leaves("enum");
    }

    static Stream<SchemaField> withPattern() {
        return leaves("pattern");
    }

    static Stream<SchemaField> withMinimum() {
        return leaves("minimum");
    }

    static Stream<SchemaField> withDurationRule() {
        return leaves("x-kubernetes-validations")
                .filter(field -> DURATIONS.matcher(rules(field)).find());
    }

    static Stream<SchemaField> withPercentRule() {
        return leaves("pattern")
                .filter(field -> field.schema().get("pattern").asText().endsWith("%$"));
    }

    static Stream<SchemaField> objects() {
        return ALL.stream().filter(field -> field.isObject());
    }

    @Test
    void both_know_the_same_objects() {
        Set<String> inReader = new TreeSet<>(PolicyFields.ALL.objects());
        inReader.removeAll(List.of("", "spec.strategy.canary.pace"));

        assertThat(objects().map(SchemaField::path)).containsExactlyInAnyOrderElementsOf(inReader);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void both_know_the_same_fields(SchemaField field) {
        assertThat(field.children()).containsExactlyInAnyOrderElementsOf(PolicyFields.ALL.at(field.path()));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void the_reader_reads_every_field(SchemaField field) {
        JsonNode wrong =
                field.isObject() ? JSON.textNode("?") : JSON.objectNode().put("?", 1);

        assertThat(errors(Policies.fullWith(field.pointer(), wrong)))
                .extracting(error -> Fields.ofAnyElement(error.path()))
                .anyMatch(path -> path.startsWith(field.path()));
    }

    @ParameterizedTest
    @MethodSource("named")
    void both_require_the_same_fields(SchemaField field) {
        JsonNode without = without(field);
        boolean isMissed = errors(without).stream()
                .anyMatch(error -> field.isOf(error) && error.problem().startsWith("is missing"));

        assertThat(isMissed).isEqualTo(field.isRequired() || REQUIRED_BY_OTHERS.contains(field.path()));
    }

    @ParameterizedTest
    @MethodSource("withDefault")
    void both_have_the_same_defaults(SchemaField field) {
        JsonNode without = without(field);

        JsonNode with = Policies.fullWith(field.pointer(), field.schema().get("default"));
        assertThat(read(without)).isEqualTo(read(with)).isInstanceOf(PolicyReading.Valid.class);
    }

    private static JsonNode without(SchemaField field) {
        JsonNode policy = Policies.parse(Policies.FULL);
        int slash = field.pointer().lastIndexOf('/');
        ((ObjectNode) policy.at(field.pointer().substring(0, slash)))
                .remove(field.pointer().substring(slash + 1));
        return policy;
    }

    @ParameterizedTest
    @MethodSource("withEnum")
    void both_know_the_same_words(SchemaField field) {
        Set<String> words = new TreeSet<>();
        field.schema().get("enum").forEach(word -> words.add(word.asText()));

        FieldError error = errors(Policies.fullWith(field.pointer(), JSON.textNode("zzzzzzzzzzz")))
                .get(0);
        assertThat(Arrays.asList(error.remedy().replace("write ", "").split(" or ")))
                .hasSameElementsAs(words);
    }

    @ParameterizedTest
    @MethodSource("withPattern")
    void both_take_the_same_texts(SchemaField field) {
        for (String sample : SAMPLES) {
            List<FieldError> errors = errors(Policies.fullWith(field.pointer(), JSON.textNode(sample)));
            boolean isTaken = errors.stream()
                    .noneMatch(error -> field.isOf(error)
                            && !OUT_OF_BOUNDS.matcher(error.problem()).find()
                            && !error.problem().contains("not shorter"));

            assertThat(isTaken).as("%s: '%s'", field, sample).isEqualTo(fits(field.schema(), sample));
        }
    }

    private static boolean fits(JsonNode schema, String text) {
        return Pattern.compile(schema.get("pattern").asText()).matcher(text).find()
                && text.length() >= schema.path("minLength").asInt(0)
                && text.length() <= schema.get("maxLength").asInt();
    }

    @ParameterizedTest
    @MethodSource("withMinimum")
    void both_have_the_same_bounds_of_numbers(SchemaField field) {
        BigDecimal least = field.schema().get("minimum").decimalValue();
        BigDecimal most = field.schema().get("maximum").decimalValue();
        boolean isOpen = field.schema().path("exclusiveMinimum").asBoolean();
        BigDecimal step = field.type().equals("integer") ? BigDecimal.ONE : new BigDecimal("0.01");

        assertThat(isWithin(field, JSON.numberNode(least))).isEqualTo(!isOpen);
        assertThat(isWithin(field, JSON.numberNode(most))).isEqualTo(!isOpen);
        assertThat(isWithin(field, JSON.numberNode(least.subtract(step)))).isFalse();
        assertThat(isWithin(field, JSON.numberNode(most.add(step)))).isFalse();
        assertThat(isWithin(field, JSON.numberNode(least.add(step)))).isTrue();
        assertThat(isWithin(field, JSON.numberNode(most.subtract(step)))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("withDurationRule")
    void both_have_the_same_bounds_of_durations(SchemaField field) {
        Matcher rule = DURATIONS.matcher(rules(field));
        List<Duration> bounds =
                rule.results().map(result -> duration(result.group(1))).collect(Collectors.toList());

        assertThat(bounds).hasSize(2);
        assertThat(isWithin(field, text(bounds.get(0)))).isTrue();
        assertThat(isWithin(field, text(bounds.get(1)))).isTrue();
        assertThat(isWithin(field, text(bounds.get(1).plusMillis(1)))).isFalse();
        if (!bounds.get(0).isZero()) {
            assertThat(isWithin(field, JSON.textNode(bounds.get(0).toNanos() / 1e6 - 0.5 + "ms")))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("withPercentRule")
    void both_have_the_same_bounds_of_percentages(SchemaField field) {
        List<BigDecimal> bounds = PERCENTS.matcher(rules(field))
                .results()
                .map(result -> new BigDecimal(result.group(1)))
                .collect(Collectors.toList());
        BigDecimal step = new BigDecimal("0.0001");

        assertThat(bounds).hasSize(2);
        assertThat(isWithin(field, JSON.textNode(bounds.get(0) + "%"))).isTrue();
        assertThat(isWithin(field, JSON.textNode(bounds.get(1) + "%"))).isTrue();
        assertThat(isWithin(field, JSON.textNode(bounds.get(1).add(step) + "%")))
                .isFalse();
        if (bounds.get(0).signum() > 0) {
            assertThat(isWithin(field, JSON.textNode(bounds.get(0).subtract(step) + "%")))
                    .isFalse();
        }
    }

    @Test
    void both_have_the_same_bounds_of_steps() {
        SchemaField steps = ALL.stream()
                .filter(field -> field.path().endsWith(".steps"))
                .findFirst()
                .orElseThrow();

        assertThat(steps.schema().at("/items/minimum").asInt()).isEqualTo(1);
        assertThat(steps.schema().at("/items/maximum").asInt()).isEqualTo(94);
        assertThat(steps.schema().get("minItems").asInt()).isEqualTo(1);
        assertThat(errors(stepsUpTo(steps.schema().get("maxItems").asInt()))).isEmpty();
        assertThat(errors(stepsUpTo(steps.schema().get("maxItems").asInt() + 1)))
                .isNotEmpty();
    }

    private static JsonNode stepsUpTo(int count) {
        return Policies.fullWith(
                "/spec/strategy/canary",
                Policies.parse("{steps: "
                        + Stream.iterate(1, step -> step + 1).limit(count).toList() + "}"));
    }

    private static String rules(SchemaField field) {
        return field.schema().get("x-kubernetes-validations").toString();
    }

    private static Duration duration(String text) {
        return DurationText.parse(text).orElseThrow();
    }

    private static JsonNode text(Duration duration) {
        return JSON.textNode(DurationText.print(duration));
    }

    private static boolean isWithin(SchemaField field, JsonNode value) {
        return errors(Policies.fullWith(field.pointer(), value)).stream()
                .noneMatch(error -> field.isOf(error)
                        && OUT_OF_BOUNDS.matcher(error.problem()).find());
    }

    private static List<FieldError> errors(JsonNode policy) {
        return read(policy).errors();
    }

    private static PolicyReading read(JsonNode policy) {
        return Policies.read(policy);
    }
}
