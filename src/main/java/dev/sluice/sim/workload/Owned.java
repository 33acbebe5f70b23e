package dev.sluice.sim.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ownership and annotations of objects, free of nulls. */
final class Owned {

    private Owned() {}

    static boolean by(HasMetadata object, String uid) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && owner.getUid().equals(uid));
    }

    static OwnerReference reference(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    static <T extends HasMetadata> List<T> of(List<T> all, HasMetadata owner) {
        String uid = owner.getMetadata().getUid();
        return all.stream().filter(one -> by(one, uid)).toList();
    }

    static boolean isDeleting(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    static Map<String, String> annotations(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of());
    }

    static int number(HasMetadata object, String annotation, int otherwise) {
        String text = annotations(object).getOrDefault(annotation, "");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    static int orZero(Integer count) {
        return count == null ? 0 : count;
    }
}
