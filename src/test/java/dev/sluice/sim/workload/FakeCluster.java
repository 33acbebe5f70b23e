package dev.sluice.sim.workload;

import dev.sluice.sim.FakeClock;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.Patches;
import dev.sluice.sim.store.Deletion;
import dev.sluice.sim.store.ObjectKey;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The controllers on a store of their own, with a clock that tests move. */
final class FakeCluster {

    static final String NS = "shop";

    final FakeClock clock = new FakeClock();
    final ObjectStore store = new ObjectStore(clock, new SplittableRandom(7));
    private final DeploymentController deployments = new DeploymentController(store);
    private final ReplicaSetController replicaSets = new ReplicaSetController(store);
    private final Kubelet kubelet = new Kubelet(store);

    void live(Duration time) {
        for (long tenths = time.toMillis() / 100; tenths > 0; tenths--) {
            tick();
        }
    }

    void tick() {
        clock.advance(Duration.ofMillis(100));
        deployments.tick(clock.instant());
        replicaSets.tick();
        kubelet.tick(clock.instant());
    }

    void deploy(String name, int replicas, String moreOfSpec) {
        String manifest = """
                metadata: {name: NAME}
                spec:
                  replicas: REPLICAS
                  selector: {matchLabels: {app: NAME}}
                  template:
                    metadata: {labels: {app: NAME}}
                    spec: {containers: [{name: main, image: "web:v1"}]}
                """.replace("NAME", name).replace("REPLICAS", "" + replicas);
        var object = Json.object(Json.read(manifest));
        var change = Patches.parse(
                "application/merge-patch+json",
                Json.read("{spec: {" + moreOfSpec + "}}").toString());
        store.create(store.types().of(Deployment.class), NS, change.apply(object));
    }

    void patch(String name, String yaml) {
        store.edit(
                key(name),
                Part.MAIN,
                Patches.parse(
                        "application/strategic-merge-patch+json",
                        Json.read(yaml).toString()));
    }

    void setImage(String name, String image) {
        patch(name, "{spec: {template: {spec: {containers: [{name: main, image: \"" + image + "\"}]}}}}");
    }

    void setEnv(String name, String variable, String value) {
        patch(
                name,
                "{spec: {template: {spec: {containers: [{name: main, env: [{name: %s, value: \"%s\"}]}]}}}}"
                        .formatted(variable, value));
    }

    ObjectKey key(String name) {
        return store.types().of(Deployment.class).key(NS, name);
    }

    Deployment deployment(String name) {
        return store.find(Deployment.class, NS, name).orElseThrow();
    }

    DeploymentCondition condition(String name, String type) {
        return deployment(name).getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    List<Pod> pods() {
        return store.list(Pod.class);
    }

    /** Sizes of the ReplicaSets by the image of their template. */
    Map<String, Integer> sizes() {
        return store.list(ReplicaSet.class).stream()
                .collect(Collectors.toMap(
                        set -> image(set.getSpec().getTemplate().getSpec()), Family::size, Integer::sum, TreeMap::new));
    }

    /** Ready pods that aren't on their way out, by image. */
    Map<String, Long> serving() {
        return pods().stream()
                .filter(ReplicaSetController::isReady)
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .collect(Collectors.groupingBy(pod -> image(pod.getSpec()), TreeMap::new, Collectors.counting()));
    }

    void kill(Pod pod) {
        store.delete(store.types().of(Pod.class).key(NS, pod.getMetadata().getName()), Deletion.BACKGROUND);
    }

    static String image(io.fabric8.kubernetes.api.model.PodSpec spec) {
        return spec.getContainers().get(0).getImage();
    }
}
