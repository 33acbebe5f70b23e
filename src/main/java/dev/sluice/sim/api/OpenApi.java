package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.store.ResourceType;
import dev.sluice.sim.store.ResourceTypes;
import java.util.Optional;

/**
 * Just enough of OpenAPI v3 to tell kubectl that fields are validated on the server, so that it doesn't ask for schemas
 * itself. (They are not validated: this API takes objects as they come.)
 */
final class OpenApi {

    private static final String ROOT = "/openapi/v3";

    private final ResourceTypes types;

    OpenApi(ResourceTypes types) {
        this.types = types;
    }

    Optional<Answer> answer(String path) {
        if (path.equals(ROOT)) {
            return Optional.of(Answer.ok(index()));
        }
        return path.startsWith(ROOT + "/")
                ? Optional.of(Answer.ok(document(path.substring(ROOT.length()))))
                : Optional.empty();
    }

    private ObjectNode index() {
        ObjectNode index = Json.newObject();
        ObjectNode paths = index.putObject("paths");
        types.all()
                .forEach(type -> paths.putObject(root(type).substring(1)).put("serverRelativeURL", ROOT + root(type)));
        return index;
    }

    private static String root(ResourceType type) {
        return (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion();
    }

    private ObjectNode document(String root) {
        ObjectNode document = Json.newObject().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.34.0");
        ObjectNode paths = document.putObject("paths");
        types.all().stream()
                .filter(type -> root(type).equals(root))
                .forEach(type -> operation(paths.putObject(root + "/" + type.plural() + "/{name}"), type));
        return document;
    }

    private static void operation(ObjectNode path, ResourceType type) {
        ObjectNode patch = path.putObject("patch");
        patch.putObject("x-kubernetes-group-version-kind")
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
        patch.putArray("parameters").addObject().put("name", "fieldValidation").put("in", "query");
        patch.putObject("responses");
    }
}
