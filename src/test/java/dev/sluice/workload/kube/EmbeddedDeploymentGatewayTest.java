package dev.sluice.workload.kube;

/** The contract on the embedded world, whose Deployment controller scales and rolls as the real one does. */
class EmbeddedDeploymentGatewayTest extends WorkloadGatewayContract {
    @Override
    Cluster cluster() {
        return new EmbeddedCluster();
    }
}
