package dev.sluice.workload.kube;

import io.fabric8.kubernetes.client.KubernetesClient;

/** An API server with a Deployment controller and something that runs pods, in a namespace of the test's own. */
interface Cluster extends AutoCloseable {

    KubernetesClient client();

    String namespace();

    /** Lets controllers work until the assertion holds, and fails with it when it never does. */
    void eventually(Check assertion) throws Exception;

    @Override
    void close();

    /** What is expected of the cluster. */
    interface Check {
        void run() throws Exception;
    }
}
