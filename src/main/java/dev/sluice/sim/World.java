package dev.sluice.sim;

import dev.sluice.sim.api.EmbeddedApiServer;
import dev.sluice.sim.mesh.ClientLedger;
import dev.sluice.sim.mesh.Mesh;
import dev.sluice.sim.mesh.TrafficSource;
import dev.sluice.sim.prometheus.PrometheusEndpoint;
import dev.sluice.sim.prometheus.Scraper;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.workload.DeploymentController;
import dev.sluice.sim.workload.Kubelet;
import dev.sluice.sim.workload.ReplicaSetController;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A whole cluster in one process: a Kubernetes API, controllers, pods, a mesh with users, a Prometheus. Time passes only
 * in {@link #tick()}, by as much as the clock has moved.
 */
public final class World implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(100);

    /** A clock that jumps further (a suspended machine) is not lived through. */
    private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(10);

    private final Clock clock;
    private final ObjectStore store;
    private final EmbeddedApiServer api;
    private final DeploymentController deployments;
    private final ReplicaSetController replicaSets;
    private final Kubelet kubelet;
    private final Mesh mesh;
    private final Scraper scraper;
    private final PrometheusEndpoint prometheus;
    private final Manifests manifests;
    private Instant lived;

    private World(WorldSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        clock = settings.clock();
        store = new ObjectStore(clock, random.split());
        deployments = new DeploymentController(store);
        replicaSets = new ReplicaSetController(store);
        kubelet = new Kubelet(store);
        mesh = new Mesh(store, random.split());
        scraper = new Scraper(settings.scrapeInterval(), List.of(mesh.metrics()));
        manifests = new Manifests(store);
        lived = clock.instant();
        api = EmbeddedApiServer.start(store, clock, settings.apiPort());
        prometheus = PrometheusEndpoint.start(scraper, clock, settings.prometheusPort());
    }

    public static World start(WorldSettings settings) {
        return new World(settings);
    }

    /** Lets everything happen that is due until now, in steps of a tenth of a second. */
    public synchronized void tick() {
        Instant now = clock.instant();
        if (Duration.between(lived, now).compareTo(LONGEST_CATCH_UP) > 0) {
            lived = now.minus(LONGEST_CATCH_UP);
        }
        while (lived.plus(STEP).isBefore(now)) {
            lived = lived.plus(STEP);
            step(lived);
        }
        lived = now;
        step(now);
    }

    private void step(Instant now) {
        deployments.tick(now);
        replicaSets.tick();
        kubelet.tick(now);
        mesh.tick(now);
        scraper.tick(now);
    }

    /** A new client of the API server; the caller closes it. */
    public KubernetesClient client() {
        return api.client();
    }

    public String apiUrl() {
        return api.url();
    }

    /**
     * What kubectl and other tools need to find the API server.
     *
     * @param namespace that they look in unless told otherwise
     */
    public String kubeconfig(String namespace) {
        return api.kubeconfigYaml(namespace);
    }

    public String prometheusUrl() {
        return prometheus.url();
    }

    /** Direct access to every object, past the API server. */
    public ObjectStore store() {
        return store;
    }

    /** Creates what is new; of what exists it sets the fields that the text names and leaves all others. */
    public void apply(String yaml) {
        manifests.apply(yaml);
    }

    /** Sets the image of the first container of a Deployment. */
    public void setImage(String namespace, String deployment, String image) {
        manifests.setImage(namespace, deployment, image);
    }

    /** Sets env variables of the first container of a Deployment; see {@code PodSettings} for those with an effect. */
    public void setEnv(String namespace, String deployment, Map<String, String> variables) {
        manifests.setEnv(namespace, deployment, variables);
    }

    /** Both in one write, hence one new template. */
    public void setImageAndEnv(String namespace, String deployment, String image, Map<String, String> variables) {
        manifests.setImageAndEnv(namespace, deployment, image, variables);
    }

    /** Whether every replica of a Deployment serves. */
    public boolean isServing(String namespace, String deployment) {
        return store.find(Deployment.class, namespace, deployment)
                .filter(one -> one.getStatus() != null)
                .filter(one ->
                        one.getSpec().getReplicas().equals(one.getStatus().getAvailableReplicas()))
                .isPresent();
    }

    /** Starts, changes or (with a rate of 0) stops the traffic to a Service. */
    public void send(TrafficSource source) {
        mesh.send(source);
    }

    /** What the users of a Service have seen so far. */
    public ClientLedger ledger(String namespace, String service) {
        return mesh.ledger(namespace, service);
    }

    @Override
    public void close() {
        prometheus.close();
        api.close();
    }
}
