package dev.sluice.workload.kube;

import org.junit.jupiter.api.Tag;

/** {@link CandidateContract} on a real API server. */
@Tag("real-cluster")
class CandidateRealIT extends CandidateContract {
    @Override
    Cluster cluster() {
        return new RealCluster();
    }
}
