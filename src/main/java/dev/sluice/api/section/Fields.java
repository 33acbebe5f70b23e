package dev.sluice.api.section;

import dev.sluice.api.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of a kind of object, and the names that belong to a later version.
 *
 * @param known the fields of each object by its path; those of a list's elements by the list's path and {@code []}
 * @param later what to write instead of a field that a later version will have, by its path
 */
public record Fields(Map<String, List<String>> known, Map<String, String> later) {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+\\]");

    public Fields {
        known = Map.copyOf(known);
        later = Map.copyOf(later);
    }

    /** A path as these fields name it: of any element of a list. */
    public static String ofAnyElement(String path) {
        return INDEX.matcher(path).replaceAll("[]");
    }

    /** The fields of an object by its path; empty for an object whose fields are not ours. */
    public List<String> at(String path) {
        return known.getOrDefault(ofAnyElement(path), List.of());
    }

    /** What to write instead of a field that a later version will have. */
    Optional<String> remedyForLater(String path) {
        return Optional.ofNullable(later.get(path));
    }

    /** What to do about a field that nobody knows. */
    String remedyForUnknown(String parent, String name) {
        List<String> siblings = at(parent);
        Optional<String> near = Nearest.to(name, siblings);
        if (near.isPresent()) {
            return "did you mean " + near.get() + "?";
        }
        return elsewhere(name)
                .map(path -> "move it to " + path)
                .orElse("remove it; the fields here are " + String.join(", ", siblings));
    }

    private Optional<String> elsewhere(String name) {
        return known.entrySet().stream()
                .filter(object ->
                        !object.getKey().isEmpty() && object.getValue().contains(name))
                .map(object -> object.getKey() + "." + name)
                .min(String::compareTo);
    }

    /** Paths of all objects with fields of ours. */
    public Collection<String> objects() {
        return known.keySet();
    }
}
