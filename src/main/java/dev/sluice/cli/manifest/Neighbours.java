package dev.sluice.cli.manifest;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The objects around a policy that it means by a name: several directories may hold variants of one. */
public final class Neighbours {
    private final List<Resource> resources;

    public Neighbours(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /** The object in the policy's file, else in its directory, else the only one anywhere; empty when that is unclear. */
    public Optional<Resource> find(Resource policy, String group, String kind, String name) {
        return nearest(policy, isA(group, kind).and(isInNamespaceOf(policy)), name);
    }

    /** The same of an object without a namespace. */
    public Optional<Resource> findClusterWide(Resource policy, String group, String kind, String name) {
        return nearest(policy, isA(group, kind), name);
    }

    private Optional<Resource> nearest(Resource policy, Predicate<Resource> isMeant, String name) {
        List<Resource> found = resources.stream()
                .filter(isMeant.and(resource -> resource.name().equals(name)))
                .collect(Collectors.toList());
        return one(found, isInFileOf(policy))
                .or(() -> one(found, isInDirectoryOf(policy)))
                .or(() -> one(found, resource -> true));
    }

    private static Optional<Resource> one(List<Resource> found, Predicate<Resource> near) {
        List<Resource> matching = found.stream().filter(near).collect(Collectors.toList());
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    /** All objects of a kind in the policy's directory and namespace. */
    public List<Resource> all(Resource policy, String group, String kind) {
        return resources.stream()
                .filter(isA(group, kind).and(isInDirectoryOf(policy)).and(isInNamespaceOf(policy)))
                .collect(Collectors.toList());
    }

    private static Predicate<Resource> isA(String group, String kind) {
        return resource -> resource.group().equals(group) && resource.kind().equals(kind);
    }

    private static Predicate<Resource> isInNamespaceOf(Resource policy) {
        return resource -> resource.namespace().equals(policy.namespace());
    }

    private static Predicate<Resource> isInFileOf(Resource policy) {
        return resource -> resource.document().source().equals(policy.document().source());
    }

    private static Predicate<Resource> isInDirectoryOf(Resource policy) {
        String directory = policy.document().source().directory();
        return resource -> resource.document().source().directory().equals(directory);
    }
}
