package dev.sluice.cli.demo;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.sim.World;
import dev.sluice.sim.WorldSettings;
import dev.sluice.sim.mesh.Tally;
import dev.sluice.sim.mesh.TrafficSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The demo's cluster: the world with its services, and time that passes in it. */
final class DemoStage implements AutoCloseable {

    static final String NAMESPACE = "shop";

    private static final int TICK_MILLIS = 100;

    private final World world;
    private final KubernetesClient client;
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-world");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> ticks;

    private DemoStage(World world) {
        this.world = world;
        this.client = world.client();
        this.ticks = time.scheduleWithFixedDelay(world::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A world in which time passes. */
    static DemoStage start(long seed) {
        return new DemoStage(World.start(WorldSettings.of(Clock.systemUTC(), seed)));
    }

    /** Whether time still passes; it stops when something in the world breaks. */
    boolean isAlive() {
        return !ticks.isDone();
    }

    String apiUrl() {
        return world.apiUrl();
    }

    String kubeconfig() {
        return world.kubeconfig(NAMESPACE);
    }

    void apply(String manifest) {
        world.apply(manifest);
    }

    /** Whether all replicas of a service serve. */
    boolean isServing(Contender one) {
        return world.isServing(NAMESPACE, one.name());
    }

    void send(Contender to, int requestsPerSecond) {
        world.send(new TrafficSource(NAMESPACE, to.name(), requestsPerSecond));
    }

    void applyPolicy(Contender one, String bake) {
        world.apply("""
                apiVersion: sluice.dev/v1alpha1
                kind: ReleasePolicy
                metadata: {name: NAME, namespace: NAMESPACE}
                spec:
                  workload: {name: NAME}
                  traffic: {service: NAME, istio: {}}
                  analysis: {prometheus: {address: "PROMETHEUS", interval: 1s}}
                  bake: BAKE
                """.replace("NAMESPACE", NAMESPACE)
                .replace("NAME", one.name())
                .replace("PROMETHEUS", world.prometheusUrl())
                .replace("BAKE", bake));
    }

    /** Changes the image, as {@code kubectl set image} would. */
    void change(Contender one) {
        world.setImageAndEnv(
                NAMESPACE,
                one.name(),
                one.workload().image(Contender.NEW_VERSION),
                one.failing() == 0 ? Map.of() : Map.of("ERROR_RATE", String.valueOf(one.failing())));
    }

    /** Whether the policy has the Deployment in its care and nothing to do. */
    boolean isAtRest(Contender one) {
        ReleasePolicy policy = client.resources(ReleasePolicy.class)
                .inNamespace(NAMESPACE)
                .withName(one.name())
                .get();
        return policy != null
                && policy.getStatus() != null
                && policy.getStatus().conditions.stream().anyMatch(condition -> "AtRest".equals(condition.reason));
    }

    /** The newest release of a service. */
    Optional<Release> release(Contender one) {
        return client
                .resources(Release.class)
                .inNamespace(NAMESPACE)
                .withLabel(Release.POLICY_LABEL, one.name())
                .list()
                .getItems()
                .stream()
                .max(Comparator.comparing(
                        release -> release.getSpec().revision == null ? 0 : release.getSpec().revision));
    }

    /** What the users got from the new version so far. */
    Tally answered(Contender one) {
        return world.ledger(NAMESPACE, one.name()).of(Contender.NEW_VERSION);
    }

    @Override
    public void close() {
        time.shutdownNow();
        client.close();
        world.close();
    }
}
