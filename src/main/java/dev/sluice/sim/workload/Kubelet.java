package dev.sluice.sim.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.store.Deletion;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import dev.sluice.sim.store.StoredObject;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plays the scheduler, the kubelet and the containers: moves every pod's status along as time passes. */
public final class Kubelet {

    public static final String NODE = "sim-0";
    private static final String IGNORE = PodSettings.ANNOTATION_PREFIX + "ignore";

    private final ObjectStore store;
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Known> settings = new HashMap<>();
    private int lastAddress = 9;

    /** One pod on the node; {@code shown} is what its status says now. */
    private record Running(PodStatuses.Place place, PodStep shown, Instant since) {}

    /** Settings as of one version of a pod, as reading them each time would cost more than all the rest. */
    private record Known(long revision, PodSettings settings) {}

    public Kubelet(ObjectStore store) {
        this.store = store;
    }

    public void tick(Instant now) {
        List<StoredObject> pods = store.list(store.types().of(Pod.class), "");
        Set<String> present = new HashSet<>();
        for (StoredObject pod : pods) {
            present.add(pod.uid());
            if (!isIgnored(pod)) {
                advance(pod, now);
            }
        }
        running.keySet().retainAll(present);
        settings.keySet().retainAll(present);
    }

    private static boolean isIgnored(StoredObject pod) {
        return pod.json().path("metadata").path("labels").path(IGNORE).asText().equals("true")
                || pod.json()
                        .path("metadata")
                        .path("annotations")
                        .path(IGNORE)
                        .asText()
                        .equals("true");
    }

    private void advance(StoredObject stored, Instant now) {
        Running known = running.get(stored.uid());
        if (known == null) {
            known = start(stored, now);
        }
        Pod pod = stored.as(Pod.class);
        PodSettings own = settingsOf(stored, pod);
        boolean deleted = pod.getMetadata().getDeletionTimestamp() != null;
        PodStep step = deleted
                ? new PodStep(PodStep.Kind.DRAINING, known.shown().restarts())
                : PodStep.of(own.start(), Duration.between(known.place().started(), now));
        if (!step.equals(known.shown()) || pod.getStatus() == null) {
            show(stored, pod, step, now, known.place());
        } else if (deleted && !now.isBefore(known.since().plus(drainOf(pod, own)))) {
            store.delete(stored.key(), Deletion.AT_ONCE);
        }
    }

    private PodSettings settingsOf(StoredObject stored, Pod pod) {
        return settings.compute(
                        stored.uid(),
                        (uid, known) -> known != null && known.revision() == stored.revision()
                                ? known
                                : new Known(stored.revision(), PodSettings.of(pod)))
                .settings();
    }

    private static Duration drainOf(Pod pod, PodSettings settings) {
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        Duration allowed = Duration.ofSeconds(grace == null ? 30 : grace);
        return allowed.compareTo(settings.drain()) < 0 ? allowed : settings.drain();
    }

    private Running start(StoredObject pod, Instant now) {
        store.edit(pod.key(), Part.MAIN, Kubelet::bind);
        lastAddress++;
        String ip = "10.244." + lastAddress / 250 + "." + (lastAddress % 250 + 1);
        Running started = new Running(new PodStatuses.Place(now, ip), new PodStep(PodStep.Kind.STARTING, -1), now);
        running.put(pod.uid(), started);
        return started;
    }

    private static ObjectNode bind(ObjectNode pod) {
        pod.withObject("/spec").put("nodeName", NODE);
        return pod;
    }

    private void show(StoredObject stored, Pod pod, PodStep step, Instant now, PodStatuses.Place place) {
        ObjectNode status = Json.tree(PodStatuses.of(pod, step, place, now));
        store.edit(stored.key(), Part.STATUS, object -> object.set("status", status));
        running.put(stored.uid(), new Running(place, step, now));
    }
}
