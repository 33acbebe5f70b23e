package dev.sluice.operator;

import dev.sluice.core.port.Announcer;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Writes Kubernetes Events. One that can't be written is logged: telling must never stop a release. */
public final class EventAnnouncer implements Announcer {

    private static final Logger LOG = Logger.getLogger(EventAnnouncer.class);

    /** The API server refuses longer messages. */
    private static final int LONGEST = 1024;

    private final KubernetesClient client;
    private final Clock clock;

    public EventAnnouncer(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public void policy(String namespace, String name, String uid, Announcement what) {
        write(reference("ReleasePolicy", namespace, name, uid), what);
    }

    @Override
    public void release(String namespace, String name, String uid, Announcement what) {
        write(reference("Release", namespace, name, uid), what);
    }

    private static ObjectReference reference(String kind, String namespace, String name, String uid) {
        return new ObjectReferenceBuilder()
                .withApiVersion("sluice.dev/v1alpha1")
                .withKind(kind)
                .withNamespace(namespace)
                .withName(name)
                .withUid(uid)
                .build();
    }

    private void write(ObjectReference about, Announcement what) {
        Instant now = clock.instant();
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String sentence = what.sentence();
        Event event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(about.getNamespace())
                .withName(about.getName() + "." + Long.toHexString(ChronoUnit.MICROS.between(Instant.EPOCH, now)))
                .endMetadata()
                .withInvolvedObject(about)
                .withType(what.isWarning() ? "Warning" : "Normal")
                .withReason(what.reason())
                .withMessage(sentence.length() > LONGEST ? sentence.substring(0, LONGEST - 1) + "…" : sentence)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent("sluice")
                .endSource()
                .build();
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.debugf(
                    "event %s about %s/%s was not written: %s",
                    what.reason(), about.getNamespace(), about.getName(), e.getMessage());
        }
    }
}
