package dev.sluice.sim.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.RefusalException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The rules for {@code metadata}: what the API sets, what a client can't change, what counts as a conflict. */
final class ObjectMetadata {

    private static final List<String> FIXED = List.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "resourceVersion");

    /** Kubernetes leaves out vowels and look-alikes, so that no name spells a word. */
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final RandomGenerator random;

    ObjectMetadata(RandomGenerator random) {
        this.random = random;
    }

    String nameOf(ResourceType type, ObjectNode object) {
        ObjectNode meta = object.withObject("/metadata");
        String name = meta.path("name").asText("");
        String prefix = meta.path("generateName").asText("");
        if (!name.isEmpty()) {
            return name;
        }
        if (prefix.isEmpty()) {
            throw RefusalException.invalid(type.kind() + " is invalid: metadata.name: Required value");
        }
        meta.put("name", prefix + suffix());
        return meta.path("name").asText();
    }

    private String suffix() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            letters.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
        }
        return letters.toString();
    }

    void checkNamespace(ObjectKey key, ObjectNode object) {
        String own = object.path("metadata").path("namespace").asText("");
        if (!own.isEmpty() && !own.equals(key.namespace())) {
            throw RefusalException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on" + " the request (" + own
                            + ", " + key.namespace() + ")");
        }
    }

    void begin(ObjectKey key, ObjectNode object, Instant now) {
        ObjectNode meta = object.withObject("/metadata");
        meta.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink"));
        if (!key.namespace().isEmpty()) {
            meta.put("namespace", key.namespace());
        }
        meta.put("uid", new UUID(random.nextLong(), random.nextLong()).toString());
        meta.put("creationTimestamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
        meta.put("generation", 1);
    }

    void checkUnchanged(ObjectKey key, ObjectNode old, ObjectNode wanted) {
        JsonNode before = old.path("metadata");
        JsonNode after = wanted.path("metadata");
        String version = after.path("resourceVersion").asText("");
        if (!version.isEmpty() && !version.equals(before.path("resourceVersion").asText())) {
            throw RefusalException.conflict(
                    key.typeName(),
                    key.name(),
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
        String uid = after.path("uid").asText("");
        if (!uid.isEmpty() && !uid.equals(before.path("uid").asText())) {
            throw RefusalException.conflict(
                    key.typeName(), key.name(), "the UID in the request is not the UID of the object");
        }
        String name = after.path("name").asText(key.name());
        if (!name.equals(key.name())) {
            throw RefusalException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + key.name() + ")");
        }
    }

    void checkPreconditions(StoredObject old, Deletion how) {
        boolean sameVersion =
                how.resourceVersion().map(v -> v.equals("" + old.revision())).orElse(true);
        boolean sameUid = how.uid().map(old.uid()::equals).orElse(true);
        if (!sameVersion || !sameUid) {
            throw RefusalException.conflict(
                    old.key().typeName(), old.key().name(), "the precondition of the deletion is not met");
        }
    }

    void carryOver(ObjectNode old, ObjectNode object) {
        ObjectNode meta = object.withObject("/metadata");
        JsonNode before = old.path("metadata");
        for (String field : FIXED) {
            if (before.has(field)) {
                meta.set(field, before.get(field));
            } else {
                meta.remove(field);
            }
        }
        meta.remove(List.of("managedFields", "selfLink"));
        dropEmpty(meta, "labels");
        dropEmpty(meta, "annotations");
        dropEmpty(meta, "finalizers");
        dropEmpty(meta, "ownerReferences");
        object.set("apiVersion", old.get("apiVersion"));
        object.set("kind", old.get("kind"));
    }

    private static void dropEmpty(ObjectNode meta, String field) {
        if (meta.has(field) && meta.get(field).isEmpty()) {
            meta.remove(field);
        }
    }

    /** The generation grows when anything but metadata and status changes. */
    void countGeneration(ObjectNode old, ObjectNode object) {
        List<String> fields = new ArrayList<>();
        old.fieldNames().forEachRemaining(fields::add);
        object.fieldNames().forEachRemaining(fields::add);
        boolean changed = fields.stream()
                .filter(field -> !field.equals("metadata") && !field.equals("status"))
                .anyMatch(field -> !old.path(field).equals(object.path(field)));
        if (changed) {
            object.withObject("/metadata")
                    .put("generation", old.path("metadata").path("generation").asLong() + 1);
        }
    }

    void markDeleting(ObjectNode object, Instant now, Deletion how) {
        ObjectNode meta = object.withObject("/metadata");
        meta.put("deletionTimestamp", now.toString());
        Optional<Duration> grace = how.grace();
        meta.put("deletionGracePeriodSeconds", grace.map(Duration::toSeconds).orElse(30L));
    }

    static void stamp(ObjectNode object, long revision) {
        object.withObject("/metadata").put("resourceVersion", "" + revision);
    }

    static boolean isDeleting(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }

    static int finalizers(JsonNode object) {
        return object.path("metadata").path("finalizers").size();
    }

    static boolean isOwnedBy(JsonNode object, String uid) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("uid").asText().equals(uid)) {
                return true;
            }
        }
        return false;
    }
}
