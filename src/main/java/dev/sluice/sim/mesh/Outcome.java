package dev.sluice.sim.mesh;

/**
 * How one request ended.
 *
 * @param host the destination the route chose
 * @param flags Envoy's response flags, {@code -} for none
 * @param podVersion who answered, in the words of the pod's settings; empty if nobody did
 */
record Outcome(
        ServiceHost host,
        String workload,
        String workloadNamespace,
        String meshVersion,
        String podVersion,
        int code,
        String flags,
        double millis) {

    static Outcome answered(Cluster cluster, Endpoint by, int code, double millis) {
        return new Outcome(
                cluster.host(),
                by.workload(),
                by.namespace(),
                by.meshVersion(),
                by.settings().version(),
                code,
                "-",
                millis);
    }

    /** The proxy itself answered, as nobody else could. */
    static Outcome refused(ServiceHost host, int code, String flags) {
        return new Outcome(host, "unknown", "unknown", "unknown", "", code, flags, 0.1);
    }

    boolean isFailure() {
        return code >= 500 || flags.equals("NR");
    }
}
