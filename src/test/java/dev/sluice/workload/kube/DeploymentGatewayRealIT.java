package dev.sluice.workload.kube;

import org.junit.jupiter.api.Tag;

/** {@link WorkloadGatewayContract} on a real API server. */
@Tag("real-cluster")
class DeploymentGatewayRealIT extends WorkloadGatewayContract {
    @Override
    Cluster cluster() {
        return new RealCluster();
    }
}
