package dev.sluice.workload.kube;

import org.junit.jupiter.api.Tag;

/** {@link WarningsContract} on a real API server. */
@Tag("real-cluster")
class WarningsRealIT extends WarningsContract {
    @Override
    Cluster cluster() {
        return new RealCluster();
    }
}
