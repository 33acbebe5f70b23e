package dev.sluice.sim.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.RefusalException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Every object of the embedded cluster, with the rules of a real API server: resource versions and conflicts, a
 * generation that only grows with the spec, status as a subresource, finalizers, cascading deletion, watches. All calls
 * may come from any thread.
 */
public final class ObjectStore {

    private final Map<String, Map<ObjectKey, StoredObject>> byType = new TreeMap<>();
    private final Map<String, Long> lastChanges = new HashMap<>();
    private final ResourceTypes types = new ResourceTypes();
    private final EventLog log = new EventLog();
    private final Defaults defaults = new Defaults();
    private final ObjectMetadata metadata;
    private final Clock clock;
    private long revision;

    public ObjectStore(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.metadata = new ObjectMetadata(random);
    }

    public ResourceTypes types() {
        return types;
    }

    /** The resourceVersion of the latest change; unchanged means that nothing at all has changed. */
    public synchronized long revision() {
        return revision;
    }

    /** The latest change of any object of these types, for those who need not look while it stays. */
    public synchronized long revisionOf(Collection<ResourceType> of) {
        return of.stream()
                .mapToLong(type -> lastChanges.getOrDefault(type.group() + "/" + type.plural(), 0L))
                .max()
                .orElse(0);
    }

    public synchronized Optional<StoredObject> find(ObjectKey key) {
        return Optional.ofNullable(table(key.group(), key.plural()).get(key));
    }

    public StoredObject get(ObjectKey key) {
        return find(key).orElseThrow(() -> RefusalException.notFound(key.typeName(), key.name()));
    }

    /** The objects of a type, by namespace and name; the empty namespace means all of them. */
    public synchronized List<StoredObject> list(ResourceType type, String namespace) {
        Collection<StoredObject> all = table(type.group(), type.plural()).values();
        return namespace.isEmpty()
                ? List.copyOf(all)
                : all.stream()
                        .filter(one -> one.key().namespace().equals(namespace))
                        .toList();
    }

    /** The same with the revision at which they all were so, from which a watch can go on. */
    public synchronized Listing snapshot(ResourceType type, String namespace) {
        return new Listing(revision, list(type, namespace));
    }

    /** All objects of a kind as model objects, which the caller must not change. */
    public <T extends HasMetadata> List<T> list(Class<T> model) {
        return list(types.of(model), "").stream().map(one -> one.as(model)).toList();
    }

    /** One object as a model object, which the caller must not change. */
    public <T extends HasMetadata> Optional<T> find(Class<T> model, String namespace, String name) {
        return find(types.of(model).key(namespace, name)).map(one -> one.as(model));
    }

    public StoredObject create(ResourceType type, String namespace, ObjectNode wanted) {
        return create(type, namespace, wanted, false);
    }

    /** Stores a new object. With {@code dryRun} it returns what would be stored. */
    public synchronized StoredObject create(ResourceType type, String namespace, ObjectNode wanted, boolean dryRun) {
        ObjectNode object = wanted.deepCopy();
        ObjectKey key = type.key(namespace, metadata.nameOf(type, object));
        metadata.checkNamespace(key, object);
        if (find(key).isPresent()) {
            throw new RefusalException(
                    409, "AlreadyExists", type.qualifiedName() + " \"" + key.name() + "\" already exists");
        }
        if (type.statusSubresource()) {
            object.remove("status");
        }
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        metadata.begin(key, object, clock.instant());
        defaults.apply(key, object, Optional.empty());
        Validation.check(key, object, Optional.empty());
        if (dryRun) {
            return new StoredObject(key, object, revision);
        }
        ensureNamespace(key.namespace());
        return put(key, object, Optional.empty());
    }

    public StoredObject edit(ObjectKey key, Part part, UnaryOperator<ObjectNode> change) {
        return edit(key, part, change, false);
    }

    /**
     * Changes an object.
     *
     * @param change gets a copy of the present object and returns the wanted one; a resourceVersion in it that is not
     *     the present one is a conflict
     */
    public synchronized StoredObject edit(ObjectKey key, Part part, UnaryOperator<ObjectNode> change, boolean dryRun) {
        StoredObject old = get(key);
        ResourceType type = types.find(key.group(), key.plural()).orElseThrow();
        ObjectNode wanted = change.apply(old.json().deepCopy());
        metadata.checkUnchanged(key, old.json(), wanted);
        ObjectNode object = part.join(old.json(), wanted, type.statusSubresource());
        metadata.carryOver(old.json(), object);
        defaults.apply(key, object, Optional.of(old.json()));
        if (object.equals(old.json())) {
            return old;
        }
        Validation.check(key, object, Optional.of(old.json()));
        metadata.countGeneration(old.json(), object);
        if (dryRun) {
            return new StoredObject(key, object, old.revision());
        }
        if (ObjectMetadata.isDeleting(object) && ObjectMetadata.finalizers(object) == 0 && !old.isGraceful()) {
            return remove(old);
        }
        return put(key, object, Optional.of(old));
    }

    /** Deletes an object, or marks it while finalizers hold it or a pod still drains. Returns its last version. */
    public synchronized StoredObject delete(ObjectKey key, Deletion how) {
        StoredObject old = get(key);
        metadata.checkPreconditions(old, how);
        if (how.orphan()) {
            dependents(old).forEach(this::disown);
        }
        boolean waits = ObjectMetadata.finalizers(old.json()) > 0 || mayDrain(old, how);
        if (!waits) {
            return remove(old);
        }
        if (ObjectMetadata.isDeleting(old.json())) {
            return old;
        }
        ObjectNode marked = old.json().deepCopy();
        metadata.markDeleting(marked, clock.instant().truncatedTo(ChronoUnit.SECONDS), how);
        return put(key, marked, Optional.of(old));
    }

    private static boolean mayDrain(StoredObject object, Deletion how) {
        return object.isGraceful()
                && !how.grace().map(java.time.Duration::isZero).orElse(false);
    }

    /**
     * Tells of every change from now on. With a revision, first of the changes after it (410 when they are forgotten);
     * without, first of every present object as if just added. The listener runs under the store's lock: it must only
     * take note. Returns the revision that the listener has been told of.
     */
    public synchronized long subscribe(Optional<Long> since, Consumer<StoreEvent> listener) {
        if (since.isPresent()) {
            log.since(since.get()).forEach(listener);
        } else {
            byType.values().stream()
                    .flatMap(table -> table.values().stream())
                    .map(one -> new StoreEvent(StoreEvent.Type.ADDED, one, Optional.empty()))
                    .forEach(listener);
        }
        log.subscribe(listener);
        return revision;
    }

    public synchronized void unsubscribe(Consumer<StoreEvent> listener) {
        log.unsubscribe(listener);
    }

    private Map<ObjectKey, StoredObject> table(String group, String plural) {
        return byType.computeIfAbsent(group + "/" + plural, any -> new TreeMap<>(ObjectKey.BY_NAME));
    }

    private void nextRevision(ObjectKey key) {
        revision++;
        lastChanges.put(key.group() + "/" + key.plural(), revision);
    }

    private StoredObject put(ObjectKey key, ObjectNode object, Optional<StoredObject> old) {
        nextRevision(key);
        ObjectMetadata.stamp(object, revision);
        StoredObject stored = new StoredObject(key, object, revision);
        table(key.group(), key.plural()).put(key, stored);
        if (key.plural().equals("customresourcedefinitions")) {
            types.learn(object);
        }
        log.add(new StoreEvent(old.isPresent() ? StoreEvent.Type.MODIFIED : StoreEvent.Type.ADDED, stored, old));
        return stored;
    }

    private StoredObject remove(StoredObject old) {
        table(old.key().group(), old.key().plural()).remove(old.key());
        nextRevision(old.key());
        ObjectNode last = old.json().deepCopy();
        ObjectMetadata.stamp(last, revision);
        StoredObject gone = new StoredObject(old.key(), last, revision);
        log.add(new StoreEvent(StoreEvent.Type.DELETED, gone, Optional.of(old)));
        dependents(old).stream()
                .filter(dependent -> find(dependent.key()).isPresent())
                .forEach(dependent -> delete(dependent.key(), Deletion.BACKGROUND));
        return gone;
    }

    /** What an object owns; a namespace owns everything in it. Real clusters collect these a little later. */
    private List<StoredObject> dependents(StoredObject owner) {
        boolean namespace = owner.key().plural().equals("namespaces");
        List<StoredObject> owned = new ArrayList<>();
        for (Map<ObjectKey, StoredObject> table : byType.values()) {
            for (StoredObject one : table.values()) {
                boolean inside =
                        namespace && one.key().namespace().equals(owner.key().name());
                if (inside || ObjectMetadata.isOwnedBy(one.json(), owner.uid())) {
                    owned.add(one);
                }
            }
        }
        return owned;
    }

    private void disown(StoredObject dependent) {
        ObjectNode free = dependent.json().deepCopy();
        JsonNode meta = free.path("metadata");
        if (meta instanceof ObjectNode fields) {
            fields.remove("ownerReferences");
        }
        put(dependent.key(), free, Optional.of(dependent));
    }

    /** A namespace springs up with its first object, so that nobody has to create it for a demo or a test. */
    private void ensureNamespace(String name) {
        ResourceType type = types.find("", "namespaces").orElseThrow();
        if (!name.isEmpty() && find(type.key("", name)).isEmpty()) {
            ObjectNode namespace = Json.newObject();
            namespace.withObject("/metadata").put("name", name);
            create(type, "", namespace);
        }
    }
}
