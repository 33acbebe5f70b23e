package dev.sluice.workload.kube;

import dev.sluice.core.port.Hold;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Tag;

/** {@link HoldContract}, by pausing at rest, on a real API server. */
@Tag("real-cluster")
class PausedHoldRealIT extends HoldContract {
    @Override
    Cluster cluster() {
        return new RealCluster();
    }

    @Override
    Hold hold(KubernetesClient client) {
        return new PausedHold(client);
    }
}
