package dev.sluice.workload.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The in-process API server, with {@link FakeDeploymentController}. One server for all, a namespace for each. */
final class FakeCluster implements Cluster {
    private static final int ROUNDS = 3;
    private static final int MOST_TRIES = 3;
    private static final AtomicInteger NAMESPACES = new AtomicInteger();
    private static final KubernetesMockServer SERVER = started();

    private final KubernetesClient client = SERVER.createClient();
    private final String namespace = "shop-" + NAMESPACES.incrementAndGet();

    private static KubernetesMockServer started() {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init();
        return server;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public void eventually(Check assertion) throws Exception {
        for (int tries = 1; ; tries++) {
            reconcile();
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void reconcile() {
        FakeDeploymentController controller = new FakeDeploymentController(client, namespace());
        for (int i = 0; i < ROUNDS; i++) {
            controller.reconcile();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
