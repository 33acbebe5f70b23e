package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.Patches;
import dev.sluice.sim.json.RefusalException;
import dev.sluice.sim.json.Selector;
import dev.sluice.sim.store.Deletion;
import dev.sluice.sim.store.Listing;
import dev.sluice.sim.store.ObjectKey;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import dev.sluice.sim.store.ResourceType;
import dev.sluice.sim.store.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The verbs on resources, all but watch. */
final class ResourceHandler {

    private final ObjectStore store;
    private final Tables tables;

    ResourceHandler(ObjectStore store, Clock clock) {
        this.store = store;
        this.tables = new Tables(clock);
    }

    ResourceType type(RequestPath path) {
        return store.types()
                .find(path.group(), path.plural())
                .filter(type -> type.version().equals(path.version()))
                .orElseThrow(() ->
                        new RefusalException(404, "NotFound", "the server could not find the requested resource"));
    }

    Answer handle(ApiRequest request, RequestPath path) {
        ResourceType type = type(path);
        if (path.subresource().equals("scale")) {
            return new ScaleHandler(store).handle(request, type.key(path.namespace(), path.name()));
        }
        if (!List.of("", "status").contains(path.subresource())) {
            throw new RefusalException(
                    404, "NotFound", "the subresource " + path.subresource() + " is not offered by the embedded API");
        }
        return switch (request.method()) {
            case "GET" -> path.name().isEmpty() ? list(request, path, type) : get(request, path, type);
            case "POST" -> create(request, path, type);
            case "PUT" -> edit(request, path, type, old -> Json.object(Json.read(request.body())));
            case "PATCH" -> edit(request, path, type, patch(request, type));
            case "DELETE" -> path.name().isEmpty() ? deleteAll(request, path, type) : delete(request, path, type);
            default -> throw new RefusalException(405, "MethodNotAllowed", request.method() + " is not offered");
        };
    }

    private Answer get(ApiRequest request, RequestPath path, ResourceType type) {
        StoredObject object = store.get(type.key(path.namespace(), path.name()));
        return Answer.ok(request.wantsTable() ? tables.of(type, List.of(object), object.revision()) : object.json());
    }

    private Answer list(ApiRequest request, RequestPath path, ResourceType type) {
        Listing listing = store.snapshot(type, path.namespace());
        long revision = listing.revision();
        List<StoredObject> found = matching(request, listing);
        if (request.wantsTable()) {
            return Answer.ok(tables.of(type, found, revision));
        }
        ObjectNode list = Json.newObject().put("apiVersion", type.apiVersion()).put("kind", type.kind() + "List");
        list.putObject("metadata").put("resourceVersion", "" + revision);
        found.forEach(one -> list.withArray("/items").add(one.json()));
        if (found.isEmpty()) {
            list.putArray("items");
        }
        return Answer.ok(list);
    }

    private static List<StoredObject> matching(ApiRequest request, Listing listing) {
        Predicate<JsonNode> wanted = selection(request.query());
        return listing.objects().stream().filter(one -> wanted.test(one.json())).toList();
    }

    static Predicate<JsonNode> selection(Query query) {
        return Selector.labels(query.text("labelSelector")).and(Selector.fields(query.text("fieldSelector")));
    }

    private Answer create(ApiRequest request, RequestPath path, ResourceType type) {
        ObjectNode object = Json.object(Json.read(request.body()));
        checkKind(type, object);
        return new Answer(
                201,
                store.create(type, path.namespace(), object, request.query().isDryRun())
                        .json());
    }

    private static void checkKind(ResourceType type, ObjectNode object) {
        String kind = object.path("kind").asText(type.kind());
        String apiVersion = object.path("apiVersion").asText(type.apiVersion());
        if (!kind.equals(type.kind()) || !apiVersion.equals(type.apiVersion())) {
            throw RefusalException.badRequest(apiVersion + " " + kind + " can't be stored as " + type.qualifiedName());
        }
    }

    private Answer edit(ApiRequest request, RequestPath path, ResourceType type, UnaryOperator<ObjectNode> change) {
        ObjectKey key = type.key(path.namespace(), path.name());
        Part part = path.subresource().equals("status") ? Part.STATUS : Part.MAIN;
        return Answer.ok(
                store.edit(key, part, change, request.query().isDryRun()).json());
    }

    private static UnaryOperator<ObjectNode> patch(ApiRequest request, ResourceType type) {
        if (type.isCustom() && request.contentType().contains("strategic-merge-patch")) {
            throw new RefusalException(
                    415,
                    "UnsupportedMediaType",
                    "the body of the request was in an unknown format - accepted media types include:"
                            + " application/json-patch+json, application/merge-patch+json");
        }
        return Patches.parse(request.contentType(), request.body());
    }

    private Answer delete(ApiRequest request, RequestPath path, ResourceType type) {
        ObjectKey key = type.key(path.namespace(), path.name());
        if (request.query().isDryRun()) {
            return Answer.ok(store.get(key).json());
        }
        return Answer.ok(store.delete(key, deletion(request)).json());
    }

    private Answer deleteAll(ApiRequest request, RequestPath path, ResourceType type) {
        matching(request, store.snapshot(type, path.namespace()))
                .forEach(one -> store.delete(one.key(), deletion(request)));
        ObjectNode status = Json.newObject().put("kind", "Status").put("apiVersion", "v1");
        return Answer.ok(status.put("status", "Success"));
    }

    private static Deletion deletion(ApiRequest request) {
        JsonNode options = request.body().isBlank() ? Json.newObject() : Json.read(request.body());
        Optional<Long> grace = options.path("gracePeriodSeconds").isNumber()
                ? Optional.of(options.path("gracePeriodSeconds").asLong())
                : request.query().number("gracePeriodSeconds");
        String propagation =
                options.path("propagationPolicy").asText(request.query().text("propagationPolicy"));
        JsonNode preconditions = options.path("preconditions");
        return new Deletion(
                grace.map(Duration::ofSeconds),
                propagation.equals("Orphan"),
                Optional.ofNullable(preconditions.path("resourceVersion").asText(null)),
                Optional.ofNullable(preconditions.path("uid").asText(null)));
    }
}
