package dev.sluice.sim.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One version of one object. Neither the JSON nor the typed view may be changed: they are shared by every reader.
 */
public final class StoredObject {

    private final ObjectKey key;
    private final ObjectNode json;
    private final long revision;
    private volatile @Nullable Object typed;

    StoredObject(ObjectKey key, ObjectNode json, long revision) {
        this.key = key;
        this.json = json;
        this.revision = revision;
    }

    public ObjectKey key() {
        return key;
    }

    public ObjectNode json() {
        return json;
    }

    /** The resourceVersion as a number. */
    public long revision() {
        return revision;
    }

    public String uid() {
        return json.path("metadata").path("uid").asText();
    }

    /** Pods end in their own time; everything else goes at once. */
    boolean isGraceful() {
        return key.plural().equals("pods") && key.group().isEmpty();
    }

    /** The object as a model class; converted once a version, so that controllers may ask as often as they like. */
    public <T> T as(Class<T> type) {
        Object known = typed;
        if (!type.isInstance(known)) {
            known = Json.model(json, type);
            typed = known;
        }
        return type.cast(known);
    }
}
