package dev.sluice.sim.store;

import java.util.Optional;

/**
 * One change of one object.
 *
 * @param object the new version; for a deletion the last one
 * @param previous the version before, empty for an addition
 */
public record StoreEvent(Type type, StoredObject object, Optional<StoredObject> previous) {

    /** The words of the watch protocol. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }
}
