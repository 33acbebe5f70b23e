package dev.sluice.workload.kube;

/** The contract about baselines on the in-process API server. */
class BaselineTest extends BaselineContract {
    @Override
    Cluster cluster() {
        return new FakeCluster();
    }
}
