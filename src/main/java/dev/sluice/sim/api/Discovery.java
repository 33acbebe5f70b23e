package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.store.ResourceType;
import dev.sluice.sim.store.ResourceTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What clients read to learn which kinds there are. */
final class Discovery {

    private static final String VERBS = "create,delete,deletecollection,get,list,patch,update,watch";

    private final ResourceTypes types;

    Discovery(ResourceTypes types) {
        this.types = types;
    }

    Optional<Answer> answer(String path) {
        return switch (path) {
            case "/version" -> Optional.of(Answer.ok(version()));
            case "/api" -> Optional.of(Answer.ok(coreVersions()));
            case "/apis" -> Optional.of(Answer.ok(groups()));
            case "/" -> Optional.of(Answer.ok(rootPaths()));
            default -> groupOrVersion(path);
        };
    }

    private Optional<Answer> groupOrVersion(String path) {
        String[] parts = path.substring(1).split("/", -1);
        if (parts.length == 2 && parts[0].equals("api")) {
            return resources("", parts[1]);
        }
        if (parts.length == 3 && parts[0].equals("apis")) {
            return resources(parts[1], parts[2]);
        }
        if (parts.length == 2 && parts[0].equals("apis") && groupNames().contains(parts[1])) {
            return Optional.of(Answer.ok(group(parts[1]).put("apiVersion", "v1").put("kind", "APIGroup")));
        }
        return Optional.empty();
    }

    private static ObjectNode version() {
        return Json.newObject()
                .put("major", "1")
                .put("minor", "34")
                .put("gitVersion", "v1.34.0-sluice-embedded")
                .put("platform", "embedded");
    }

    private static ObjectNode rootPaths() {
        ObjectNode root = Json.newObject();
        root.putArray("paths").add("/api").add("/apis").add("/version");
        return root;
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = Json.newObject().put("kind", "APIVersions").put("apiVersion", "v1");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private Set<String> groupNames() {
        return types.all().stream()
                .map(ResourceType::group)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private ObjectNode groups() {
        ObjectNode list = Json.newObject().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groupNames().forEach(name -> groups.add(group(name)));
        return list;
    }

    private ObjectNode group(String name) {
        ObjectNode group = Json.newObject().put("name", name);
        ArrayNode versions = group.putArray("versions");
        types.all().stream()
                .filter(type -> type.group().equals(name))
                .map(ResourceType::version)
                .distinct()
                .forEach(version -> versions.addObject()
                        .put("groupVersion", name + "/" + version)
                        .put("version", version));
        group.set("preferredVersion", versions.get(0).deepCopy());
        return group;
    }

    private Optional<Answer> resources(String group, String version) {
        List<ResourceType> served = types.all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
        if (served.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = Json.newObject().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", served.get(0).apiVersion());
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : served) {
            describe(resources.addObject(), type);
            if (type.statusSubresource()) {
                subresource(resources.addObject(), type, "status", type.kind());
            }
            if (List.of("deployments", "replicasets", "statefulsets").contains(type.plural())) {
                subresource(resources.addObject(), type, "scale", "Scale")
                        .put("group", "autoscaling")
                        .put("version", "v1");
            }
        }
        return Optional.of(Answer.ok(list));
    }

    private static void describe(ObjectNode resource, ResourceType type) {
        resource.put("name", type.plural())
                .put("singularName", type.singular())
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
        for (String verb : VERBS.split(",", -1)) {
            resource.withArray("/verbs").add(verb);
        }
        type.shortNames().forEach(name -> resource.withArray("/shortNames").add(name));
        if (List.of("pods", "services", "deployments", "replicasets").contains(type.plural())) {
            resource.withArray("/categories").add("all");
        }
    }

    private static ObjectNode subresource(ObjectNode resource, ResourceType type, String name, String kind) {
        resource.put("name", type.plural() + "/" + name)
                .put("singularName", "")
                .put("namespaced", type.namespaced())
                .put("kind", kind);
        resource.withArray("/verbs").add("get").add("patch").add("update");
        return resource;
    }
}
