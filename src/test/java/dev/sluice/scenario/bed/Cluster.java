package dev.sluice.scenario.bed;

import io.fabric8.kubernetes.client.KubernetesClient;

/** The world a scenario runs in. Scenarios know nothing else of it, so that they run in any world that offers this. */
public interface Cluster extends AutoCloseable {

    /** A client with every right. */
    KubernetesClient client();

    /** The operator that governs this cluster's policies, started when it is first asked for. */
    Operator operator();

    /** Makes a namespace that nobody else uses. */
    String newNamespace();

    /** Begins to delete a namespace with all that is in it; {@link #close} waits for those still on their way. */
    void dropNamespace(String name);

    /** Address of Prometheus as a policy names it. */
    String prometheus();

    /** Returns once the mesh answers for this host; fails after a while. */
    void awaitReachable(String host);

    /**
     * Starts a client that calls a service through the mesh.
     *
     * @param host the Service's full name
     */
    Traffic traffic(String host, Demand demand);

    @Override
    void close();
}
