package dev.sluice.workload.kube;

import org.junit.jupiter.api.Tag;

/** {@link BaselineContract} on a real API server. */
@Tag("real-cluster")
class BaselineRealIT extends BaselineContract {
    @Override
    Cluster cluster() {
        return new RealCluster();
    }
}
