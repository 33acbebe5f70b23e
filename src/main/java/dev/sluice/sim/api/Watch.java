package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.RefusalException;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.ResourceType;
import dev.sluice.sim.store.StoreEvent;
import dev.sluice.sim.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One open watch: passes the changes that its client asked for on as watch events, in order. */
final class Watch implements AutoCloseable {

    private final ObjectStore store;
    private final ResourceType type;
    private final String namespace;
    private final Predicate<JsonNode> wanted;
    private final Optional<Tables> tables;
    private final Consumer<ObjectNode> client;
    private final Consumer<StoreEvent> listener = this::tell;

    private Watch(ObjectStore store, ResourceType type, ApiRequest request, RequestPath path, Sink sink) {
        this.store = store;
        this.type = type;
        this.namespace = path.namespace();
        Predicate<JsonNode> named = path.name().isEmpty()
                ? object -> true
                : object -> object.path("metadata").path("name").asText().equals(path.name());
        this.wanted = ResourceHandler.selection(request.query()).and(named);
        this.tables = request.wantsTable() ? Optional.of(sink.tables()) : Optional.empty();
        this.client = sink.events();
    }

    /** Where the events of a watch go. */
    record Sink(Tables tables, Consumer<ObjectNode> events) {}

    static Watch open(ObjectStore store, ResourceType type, ApiRequest request, RequestPath path, Sink sink) {
        Watch watch = new Watch(store, type, request, path, sink);
        Query query = request.query();
        boolean initial = query.isTrue("sendInitialEvents");
        Optional<Long> since = query.number("resourceVersion").filter(version -> version > 0 && !initial);
        try {
            long told = store.subscribe(since, watch.listener);
            if (initial) {
                watch.bookmark(told);
            }
        } catch (RefusalException refusal) {
            watch.send("ERROR", Answer.failure(refusal));
        }
        return watch;
    }

    @Override
    public void close() {
        store.unsubscribe(listener);
    }

    private void tell(StoreEvent event) {
        StoredObject object = event.object();
        boolean inScope = object.key().isOf(type)
                && (namespace.isEmpty() || namespace.equals(object.key().namespace()));
        if (!inScope) {
            return;
        }
        boolean before = event.previous().map(old -> wanted.test(old.json())).orElse(false);
        boolean after = event.type() != StoreEvent.Type.DELETED && wanted.test(object.json());
        if (before || after) {
            send(before ? (after ? "MODIFIED" : "DELETED") : "ADDED", shown(object));
        }
    }

    private JsonNode shown(StoredObject object) {
        return tables.<JsonNode>map(table -> table.of(type, List.of(object), object.revision()))
                .orElse(object.json());
    }

    private void bookmark(long revision) {
        ObjectNode mark = Json.newObject().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode meta = mark.putObject("metadata").put("resourceVersion", "" + revision);
        meta.putObject("annotations").put("k8s.io/initial-events-end", "true");
        send("BOOKMARK", mark);
    }

    private void send(String word, JsonNode object) {
        ObjectNode event = Json.newObject().put("type", word);
        event.set("object", object);
        client.accept(event);
    }
}
