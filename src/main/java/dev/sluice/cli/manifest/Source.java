package dev.sluice.cli.manifest;

/**
 * A file's text.
 *
 * @param name as the user named it, for messages
 */
public record Source(String name, String text) {

    /** The directory part of the name; empty when it has none. */
    String directory() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }
}
