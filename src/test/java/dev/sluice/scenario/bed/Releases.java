package dev.sluice.scenario.bed;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** The releases of one policy, watched, so that a phase of milliseconds is seen too. */
public final class Releases implements AutoCloseable, ResourceEventHandler<GenericKubernetesResource> {

    static final ResourceDefinitionContext KIND = kind("Release", "releases");
    static final String POLICY_LABEL = "sluice.dev/policy";

    private static final Duration LONG = Duration.ofMinutes(8);

    private final KubernetesClient client;
    private final String namespace;
    private final String policy;
    private final List<Moment> moments = new CopyOnWriteArrayList<>();
    private final SharedIndexInformer<GenericKubernetesResource> informer;

    Releases(KubernetesClient client, String namespace, String policy) {
        this.client = client;
        this.namespace = namespace;
        this.policy = policy;
        this.informer = client.genericKubernetesResources(KIND)
                .inNamespace(namespace)
                .withLabel(POLICY_LABEL, policy)
                .inform(this, 0);
    }

    static ResourceDefinitionContext kind(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("sluice.dev")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    /** Waits for the release that is the n-th of its policy to enter a phase; fails at once if it ends elsewhere. */
    public Moment awaitPhase(int nth, String phase) {
        return await(nth, "enter " + phase, moment -> moment.phase().equals(phase));
    }

    /** Waits for the n-th release to reach a weight on its way up. */
    public Moment awaitWeight(int nth, int weight) {
        return await(nth, "reach weight " + weight, moment -> moment.set() >= weight);
    }

    /** Waits for the n-th release to end, however it ends. */
    public Moment awaitEnd(int nth) {
        return await(nth, "end", Moment::isEnd);
    }

    /** Waits until something is true of the n-th release, at any moment since it began. */
    public Moment await(int nth, String what, Predicate<Moment> condition) {
        return await(nth, what, LONG, condition);
    }

    public Moment await(int nth, String what, Duration limit, Predicate<Moment> condition) {
        Awaitility.await("release " + nth + " of " + policy + " to " + what)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> failIfOver(nth, what, condition))
                .until(() -> of(nth).stream().anyMatch(condition));
        return of(nth).stream().filter(condition).findFirst().orElseThrow();
    }

    /** All moments of the n-th release so far; empty before it exists. */
    public List<Moment> of(int nth) {
        Map<String, List<Moment>> byName = new LinkedHashMap<>();
        moments.forEach(moment -> byName.computeIfAbsent(moment.release(), name -> new ArrayList<>())
                .add(moment));
        return byName.values().stream().skip(nth - 1L).findFirst().orElse(List.of());
    }

    /** The phases of the n-th release in the order they were entered. */
    public List<String> phasesOf(int nth) {
        List<String> phases = new ArrayList<>();
        for (Moment moment : of(nth)) {
            if (!moment.phase().isEmpty() && (phases.isEmpty() || !last(phases).equals(moment.phase()))) {
                phases.add(moment.phase());
            }
        }
        return phases;
    }

    /** How many releases there have been. */
    public int count() {
        return (int) moments.stream().map(Moment::release).distinct().count();
    }

    /** The newest moment of the n-th release. */
    public Moment now(int nth) {
        return last(of(nth));
    }

    /** Says what a person wants of the n-th release, as the command line does. */
    public void intend(int nth, String kind) {
        String id = UUID.randomUUID().toString();
        Writes.untilDone(() -> resource(nth).edit(release -> {
            Map<String, Object> spec = new LinkedHashMap<>(release.get("spec"));
            List<Object> intents = new ArrayList<>(spec.get("intents") instanceof List<?> given ? given : List.of());
            intents.add(Map.of(
                    "id",
                    id,
                    "kind",
                    kind,
                    "revision",
                    spec.get("revision"),
                    "reason",
                    "asked by a scenario",
                    "actor",
                    "scenario"));
            spec.put("intents", intents);
            release.setAdditionalProperty("spec", spec);
            return release;
        }));
    }

    public Resource<GenericKubernetesResource> resource(int nth) {
        return client.genericKubernetesResources(KIND).inNamespace(namespace).withName(now(nth).release());
    }

    @Override
    public void onAdd(GenericKubernetesResource release) {
        moments.add(Moment.of(release));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource release) {
        Moment moment = Moment.of(release);
        if (!Moment.of(before).tellsTheSameAs(moment)) {
            moments.add(moment);
        }
    }

    @Override
    public void onDelete(GenericKubernetesResource release, boolean isFinalStateUnknown) {}

    @Override
    public void close() {
        informer.close();
    }

    /** What was seen, a line a moment, for the report of a failure. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        moments.forEach(
                moment -> text.append(moment.seen()).append(' ').append(moment).append('\n'));
        return text.toString();
    }

    private void failIfOver(int nth, String what, Predicate<Moment> condition) {
        List<Moment> seen = of(nth);
        if (!seen.isEmpty() && last(seen).isEnd() && seen.stream().noneMatch(condition)) {
            Assertions.fail("Release %d of %s was to %s but ended: %s", nth, policy, what, last(seen));
        }
    }

    private static <T> T last(List<T> list) {
        if (list.isEmpty()) {
            throw new IllegalStateException("There is no such release yet");
        }
        return list.get(list.size() - 1);
    }
}
