package dev.sluice.sim.store;

import java.util.Comparator;

/** Where an object lives; the namespace of a cluster-wide object is the empty string. */
public record ObjectKey(String group, String plural, String namespace, String name) {

    /** By namespace, then name; for keys of one kind. */
    static final Comparator<ObjectKey> BY_NAME =
            Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name);

    /** The type as error messages name it, such as {@code deployments.apps}. */
    String typeName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    public boolean isOf(ResourceType type) {
        return group.equals(type.group()) && plural.equals(type.plural());
    }
}
