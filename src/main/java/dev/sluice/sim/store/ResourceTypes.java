package dev.sluice.sim.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The kinds that the embedded API serves: the built-in ones and those of stored CustomResourceDefinitions. */
public final class ResourceTypes {

    private final Map<String, ResourceType> byName = new ConcurrentSkipListMap<>();

    ResourceTypes() {
        BuiltInTypes.all().forEach(this::put);
    }

    public Collection<ResourceType> all() {
        return List.copyOf(byName.values());
    }

    public Optional<ResourceType> find(String group, String plural) {
        return Optional.ofNullable(byName.get(group + "/" + plural));
    }

    public Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return byName.values().stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    /** The type of a model class; the class must be of a kind that is served. */
    public ResourceType of(Class<? extends HasMetadata> model) {
        return find(HasMetadata.getGroup(model), HasMetadata.getPlural(model))
                .orElseThrow(() -> new IllegalArgumentException(model.getName() + " is not served here"));
    }

    /** Serves the kind of a CustomResourceDefinition, in its storage version. */
    void learn(JsonNode crd) {
        JsonNode spec = crd.path("spec");
        elements(spec.path("versions"))
                .filter(version -> version.path("storage").asBoolean())
                .findFirst()
                .ifPresent(version -> put(read(spec, version)));
    }

    private static ResourceType read(JsonNode spec, JsonNode version) {
        JsonNode names = spec.path("names");
        return new ResourceType(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("plural").asText(),
                names.path("kind").asText(),
                elements(names.path("shortNames")).map(JsonNode::asText).toList(),
                spec.path("scope").asText().equals("Namespaced"),
                version.path("subresources").has("status"),
                columns(version));
    }

    private static List<PrinterColumn> columns(JsonNode version) {
        List<PrinterColumn> columns = new ArrayList<>();
        elements(version.path("additionalPrinterColumns"))
                .map(column -> new PrinterColumn(
                        column.path("name").asText(),
                        column.path("type").asText(),
                        column.path("jsonPath").asText(),
                        column.path("priority").asInt()))
                .forEach(columns::add);
        if (columns.stream().noneMatch(column -> column.name().equalsIgnoreCase("Age"))) {
            columns.add(PrinterColumn.age());
        }
        return columns;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private void put(ResourceType type) {
        byName.put(type.group() + "/" + type.plural(), type);
    }
}
