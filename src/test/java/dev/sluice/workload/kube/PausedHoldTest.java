package dev.sluice.workload.kube;

import dev.sluice.core.port.Hold;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The contract about holds, by pausing at rest, on the in-process API server. */
class PausedHoldTest extends HoldContract {
    @Override
    Cluster cluster() {
        return new FakeCluster();
    }

    @Override
    Hold hold(KubernetesClient client) {
        return new PausedHold(client);
    }
}
