package dev.sluice.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A Kubernetes object in a file.
 *
 * @param path where it stands in the document: empty, or an item of a List such as {@code items[2]}
 * @param tree the object
 */
public record Resource(Document document, String path, JsonNode tree) {

    public String text(String pointer) {
        return tree.at(pointer).asText();
    }

    public String kind() {
        return text("/kind");
    }

    public String name() {
        return text("/metadata/name");
    }

    /** Empty when the file names none. */
    public String namespace() {
        return text("/metadata/namespace");
    }

    public String group() {
        String apiVersion = text("/apiVersion");
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    public int line(String field) {
        String dot = path.isEmpty() || field.isEmpty() ? "" : ".";
        return document.lines().of(document.root(), path + dot + field);
    }

    /** For messages: where it is. */
    public String place() {
        return document.source().name() + ":" + line("");
    }

    public Finding finding(String field, String problem, String remedy) {
        return Finding.of(document.source().name(), line(field), field, problem, remedy);
    }
}
