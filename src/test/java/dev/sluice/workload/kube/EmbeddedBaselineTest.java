package dev.sluice.workload.kube;

/** The contract about baselines on the embedded world, whose Deployment controller scales and rolls as the real one does. */
class EmbeddedBaselineTest extends BaselineContract {
    @Override
    Cluster cluster() {
        return new EmbeddedCluster();
    }
}
