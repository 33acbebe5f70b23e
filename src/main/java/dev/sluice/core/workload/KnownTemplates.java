package dev.sluice.core.workload;

import org.jspecify.annotations.Nullable;

/**
 * What is on record, for a view to compare with.
 *
 * @param servingUid UID of the ReplicaSet that serves; null before adoption
 * @param serving the serving template as recorded, used where the ReplicaSet is gone
 * @param judged the template that a running release judges; null at rest
 */
public record KnownTemplates(
        @Nullable String servingUid,
        @Nullable Template serving,
        @Nullable Template judged) {

    public static final KnownTemplates NONE = new KnownTemplates(null, null, null);
}
