package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.section.Fields;
import dev.sluice.api.v1alpha1.GeneratedCrd;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.core.policy.FieldError;
import dev.sluice.testing.GeneratedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes the reference of the policy's fields: from the schema, and from the reader where the schema is silent. */
final class PolicyReference {
    private static final String DURATION = "ms|s|m|h";
    private static final String NONE = "–";

    /** What the schema's regular expressions mean. */
    private static final Map<String, String> PATTERNS = Map.of(
            "^[a-z]([-a-z0-9]*[a-z0-9])?$", "lower-case letters, digits and -, a letter first",
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
                    "lower-case letters, digits, - and dots",
            "^https?://[^/?#@]+(/[^?#]*)?$", "an http or https address without credentials and query",
            "^[A-Za-z_][A-Za-z0-9_]*$", "letters, digits and _, no digit first",
            "^/(([A-Za-z0-9._~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2})([A-Za-z0-9._~!$&'()*+,;=:@?/-]|%[0-9A-Fa-f]{2})*)?$",
                    "the path of a URL, with a query if need be");

    /** What values may be that the schema takes as numbers and as texts. */
    private static final Map<String, String> EITHER = Map.of(
            "spec.analysis.errors.failures", "1 to 20, each from 300 to 599, or a class such as `5xx`",
            "spec.analysis.errors.grpcFailures", "1 to 20, each from 1 to 16, or a name such as `UNAVAILABLE`",
            "spec.analysis.quiet.port", "from 1 to 65535, or a name",
            "spec.analysis.metrics[].variables", "1 to 20 texts of at most 200 characters");

    /** Fields inside a value that the schema takes as it is. */
    private static final Map<String, String> SILENT = Map.of(
            "spec.strategy.canary.pace.every",
            "Time between two steps. Needs `analysis.thresholds`, as nothing else judges a fixed pace.");

    /** What only the reader checks, as a schema can't. */
    static final List<ReaderRule> READER_RULES = List.of(
            new ReaderRule(
                    "spec.analysis.thresholds",
                    "is required with a fixed `strategy.canary.pace`",
                    "/spec/analysis",
                    "{noDataLimit: 5m}"),
            new ReaderRule(
                    "spec.strategy.canary.maxDuration",
                    "must not be shorter than the number of steps times `pace.every`",
                    "/spec/strategy/canary/pace/every",
                    "40m"),
            new ReaderRule(
                    "spec.analysis.metrics[0].query",
                    "must close its quotes and brackets, and name variables that there are",
                    "/spec/analysis/metrics/0/query",
                    "'sum(up{pod=~\"{{pod}}\"})'"),
            new ReaderRule(
                    "spec.analysis.metrics[1].query",
                    "with `compare`, must name `{{workload}}`, `{{pods}}` or `{{service}}` unless `stableQuery` is there",
                    "/spec/analysis/metrics/1",
                    "{name: orders, query: sum(orders), compare: {worse: lower}}"),
            new ReaderRule(
                    "spec.analysis.metrics[2].template",
                    "must name a valid template that is there",
                    "/spec/analysis/metrics/2/template",
                    "{name: nowhere}"),
            new ReaderRule(
                    "spec.analysis.metrics[2].variables",
                    "must give every variable of the template that has no default, and no other",
                    "/spec/analysis/metrics/2/variables",
                    "{}"));

    private PolicyReference() {}

    /**
     * A rule across fields that a schema can't say.
     *
     * @param pointer what to change in the full policy to break it
     * @param value to this
     */
    record ReaderRule(String path, String says, String pointer, String value) {}

    /** A row of the reference. */
    record Row(String path, String type, String fallback, String allowed, String meaning) {
        private String text() {
            return "| "
                    + Stream.of("`" + path + "`", type, fallback, allowed, meaning)
                            .map(cell -> cell.replace("|", "\\|"))
                            .collect(Collectors.joining(" | "))
                    + " |\n";
        }
    }

    static String page(Class<?> test) {
        StringBuilder page = new StringBuilder("""
                # The policy's fields

                Everything that the `spec` of a `ReleasePolicy` (`sluice.dev/v1alpha1`) can say. [How to write one](../how-to/write-a-policy.md)
                says which of it to choose. `sluice lint FILE…` checks a file without a cluster, with the same reader as in it; an
                unknown field is an error that says what was meant. `metadata.name` may have 52 characters.

                A *duration* is a number with a unit, `ms`, `s`, `m` or `h`, or several such: `500ms`, `10m`, `1h30m`; not `1d`, not `60`.
                A *percentage* is a number with a percent sign, as text: `0.1%%`. A *number* has no sign behind it. Names are those of
                objects in the policy's namespace.

                This page is generated: `%s`
                """.formatted(GeneratedPage.command(test)));
        for (SchemaField field : SchemaField.all()) {
            if (!PolicyFields.ALL.at(field.path()).isEmpty()) {
                page.append(section(field.path()));
            }
        }
        return page.append(rules()).toString();
    }

    private static String section(String object) {
        String table = rows().stream()
                .filter(row -> parent(row.path()).equals(object))
                .map(Row::text)
                .collect(Collectors.joining());
        return "\n## " + object + "\n\n| field | type | default | allowed | meaning |\n|---|---|---|---|---|\n" + table;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }

    /** Every field but {@code spec} itself. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (SchemaField field : SchemaField.all()) {
            if (!field.path().equals("spec") && !field.path().endsWith("[]")) {
                rows.add(row(field));
            }
            if (!field.type().equals("object")) {
                PolicyFields.ALL.at(field.path()).forEach(name -> rows.add(silent(field.path() + "." + name)));
            }
        }
        return rows;
    }

    private static Row row(SchemaField field) {
        JsonNode schema = field.schema();
        String absent = schema.has("default") ? fallback(schema.get("default")) : NONE;
        return new Row(
                field.path(),
                type(schema),
                field.isRequired() ? "required" : absent,
                allowed(field),
                schema.path("description").asText());
    }

    private static String allowed(SchemaField field) {
        boolean isWordOrObject = field.type().isEmpty() && field.schema().has("x-kubernetes-preserve-unknown-fields");
        String known = EITHER.get(field.path());
        if (known != null) {
            return known;
        }
        return isWordOrObject ? either(field) : allowed(field.schema());
    }

    private static String fallback(JsonNode value) {
        String text = value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toPlainString()
                : value.toString().replace("\"", "").replace(",", ", ");
        return "`" + text + "`";
    }

    /** A value that is one word or an object, which the schema takes as it is. */
    private static String either(SchemaField field) {
        return "`%s` or `{%s: …}`"
                .formatted(
                        field.schema().get("default").asText(),
                        String.join(": …, ", PolicyFields.ALL.at(field.path())));
    }

    private static Row silent(String path) {
        FieldError error =
                errors(Policies.fullWith("/" + path.replace('.', '/'), JsonNodeFactory.instance.textNode("0s")))
                        .stream()
                        .filter(one -> one.path().equals(path))
                        .findFirst()
                        .orElseThrow();
        String meaning = Objects.requireNonNull(SILENT.get(path), () -> path + " has no description; write one");
        return new Row(path, "duration", "required", error.remedy().replace("write a duration ", ""), meaning);
    }

    static List<FieldError> errors(JsonNode policy) {
        return Policies.read(policy).errors();
    }

    private static String type(JsonNode schema) {
        String pattern = schema.path("pattern").asText();
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "number or text";
        }
        if (pattern.contains(DURATION)) {
            return "duration";
        }
        if (pattern.endsWith("%$")) {
            return "percentage";
        }
        return switch (schema.path("type").asText()) {
            case "string" -> schema.has("enum") ? "word" : "text";
            case "integer" -> "whole number";
            case "boolean" -> "flag";
            case "array" -> "list of " + type(schema.get("items")).replace(" or ", "s or ") + "s";
            case "" -> "word or object";
            default -> schema.path("type").asText();
        };
    }

    private static String allowed(JsonNode schema) {
        String type = type(schema);
        List<String> allowed = new ArrayList<>();
        schema.path("enum").forEach(word -> allowed.add("`" + word.asText() + "`"));
        if (type.equals("text")) {
            allowed.add(text(schema));
        }
        if (type.startsWith("list")) {
            String each = allowed(schema.get("items"));
            allowed.add("%d to %d"
                            .formatted(
                                    schema.get("minItems").asInt(),
                                    schema.get("maxItems").asInt())
                    + (each.equals(NONE) ? "" : ", each " + each));
        }
        if (schema.has("minimum")) {
            boolean isOpen = schema.path("exclusiveMinimum").asBoolean();
            allowed.add((isOpen ? "above %s and below %s" : "from %s to %s")
                    .formatted(number(schema, "minimum"), number(schema, "maximum")));
        }
        if (!type.equals("object")) {
            messages(schema).forEach(message -> allowed.add(message.replace("must be ", "")));
        }
        return allowed.isEmpty() ? NONE : String.join(", ", allowed);
    }

    private static String text(JsonNode schema) {
        String length = "%d to %d characters"
                .formatted(
                        schema.path("minLength").asInt(),
                        schema.get("maxLength").asInt());
        return schema.has("pattern")
                ? length + ": "
                        + Objects.requireNonNull(
                                PATTERNS.get(schema.get("pattern").asText()),
                                () -> "say what this means: " + schema.get("pattern"))
                : length;
    }

    private static String number(JsonNode schema, String bound) {
        return schema.get(bound).decimalValue().stripTrailingZeros().toPlainString();
    }

    private static String rules() {
        StringBuilder rules = new StringBuilder("\n## Rules across fields\n\n| field | rule |\n|---|---|\n");
        for (SchemaField field : SchemaField.all()) {
            if (field.isObject()) {
                messages(field.schema())
                        .forEach(message -> rules.append("| `%s` | %s |\n".formatted(field.path(), message)));
            }
        }
        READER_RULES.forEach(
                rule -> rules.append("| `%s` | %s |\n".formatted(Fields.ofAnyElement(rule.path()), rule.says())));
        PresetNeed.ALL.forEach(need -> rules.append("| `%s` | %sneeds a [preset](presets.md) that gives %s |\n"
                .formatted(
                        need.path(),
                        need.word().isEmpty() ? "" : "`" + need.word() + "` ",
                        need.capability().title())));
        return rules.toString();
    }

    private static List<String> messages(JsonNode schema) {
        return StreamSupport.stream(schema.path("x-kubernetes-validations").spliterator(), false)
                .map(rule -> rule.get("message").asText())
                .toList();
    }

    /** The rules about the object as a whole. */
    static List<String> ofTheWhole() {
        return messages(GeneratedCrd.of(ReleasePolicy.class).at("/spec/versions/0/schema/openAPIV3Schema"));
    }
}
