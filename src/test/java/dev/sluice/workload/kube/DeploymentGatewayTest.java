package dev.sluice.workload.kube;

/** The contract on the in-process API server. */
class DeploymentGatewayTest extends WorkloadGatewayContract {
    @Override
    Cluster cluster() {
        return new FakeCluster();
    }
}
