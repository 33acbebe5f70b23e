package dev.sluice.workload.kube;

/** The contract about candidates on the in-process API server. */
class CandidateTest extends CandidateContract {
    @Override
    Cluster cluster() {
        return new FakeCluster();
    }
}
