package dev.sluice.core.release;

import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.Template;
import java.time.Instant;
import java.util.List;

/**
 * What one release is about; fixed when it is created.
 *
 * @param name the Release object's name
 * @param revision number of the release within its policy, from 1
 * @param servingUid UID of the ReplicaSet that serves
 * @param serving the template that serves
 * @param judged the template to bring out
 * @param images images of the judged template
 * @param createdAt when the release was created
 */
public record Subject(
        String name,
        int revision,
        String servingUid,
        Template serving,
        Template judged,
        List<String> images,
        Instant createdAt) {
    public Subject {
        images = List.copyOf(images);
    }

    /**
     * What a view is compared with. Once the Deployment has rolled, what serves is the judged revision, until the release
     * goes back.
     */
    public KnownTemplates known(ReleaseState state) {
        Phase phase = state.pause() == null ? state.phase() : state.pause().resumeTo();
        return phase == Phase.RETURNING
                ? new KnownTemplates(state.progress().promotedUid(), judged, judged)
                : new KnownTemplates(servingUid, serving, judged);
    }
}
