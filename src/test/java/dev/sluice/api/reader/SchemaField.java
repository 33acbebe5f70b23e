package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.section.Fields;
import dev.sluice.api.v1alpha1.GeneratedCrd;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.core.policy.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A field of the policy's generated schema.
 *
 * @param path such as {@code spec.traffic.service}; the elements of a list are one object, {@code []} behind its path
 * @param isRequired whether its parent requires it
 */
record SchemaField(String path, JsonNode schema, boolean isRequired) {

    /** Every field of the spec, parents before children, in the order of the reader. */
    static List<SchemaField> all() {
        JsonNode root = GeneratedCrd.of(ReleasePolicy.class).at("/spec/versions/0/schema/openAPIV3Schema");
        List<SchemaField> fields = new ArrayList<>();
        collect(new SchemaField("spec", root.at("/properties/spec"), true), fields);
        return fields;
    }

    private static void collect(SchemaField field, List<SchemaField> fields) {
        fields.add(field);
        if (field.schema.at("/items/properties").isObject()) {
            collect(new SchemaField(field.path + "[]", field.schema.get("items"), true), fields);
        }
        for (String name : ordered(field)) {
            collect(
                    new SchemaField(
                            field.path + "." + name,
                            field.schema.get("properties").get(name),
                            field.requires(name)),
                    fields);
        }
    }

    private static List<String> ordered(SchemaField field) {
        List<String> names = new ArrayList<>(field.children());
        List<String> known = PolicyFields.ALL.at(field.path);
        names.sort((a, b) -> Integer.compare(known.indexOf(a), known.indexOf(b)));
        return names;
    }

    Set<String> children() {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private boolean requires(String name) {
        for (JsonNode required : schema.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Where it is in the full policy: in the first element of a list that has it. */
    String pointer() {
        JsonNode full = Policies.parse(Policies.FULL);
        String pointer = "/" + path.replace("[]", "/0").replace('.', '/');
        for (int i = 0; full.at(pointer).isMissingNode() && i < 3; i++) {
            pointer = "/" + path.replace("[]", "/" + i).replace('.', '/');
        }
        return pointer;
    }

    /** Whether an error is about this field, in whatever element of a list. */
    boolean isOf(FieldError error) {
        return Fields.ofAnyElement(error.path()).equals(path);
    }

    String type() {
        return schema.path("type").asText();
    }

    /** Whether it has fields of ours. */
    boolean isObject() {
        return type().equals("object") && schema.has("properties");
    }

    @Override
    public String toString() {
        return path;
    }
}
