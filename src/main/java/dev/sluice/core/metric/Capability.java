package dev.sluice.core.metric;

/** What a preset of counters can answer. */
public enum Capability {
    /** One scrape counts both arms, so that their increments cover the same time. */
    ARMS_SHARE_TARGET("both arms in one scrape"),

    /** Series name the pod that answered: pods of one version can be told apart. */
    PER_POD("counts per pod"),

    /** A request counts once, as its client saw it in the end; without this each try counts. */
    AFTER_RETRIES("counts after retries"),

    /** Durations come as a histogram, from which percentiles can be told. */
    LATENCY_BUCKETS("latency buckets"),

    /** Requests that found no pod are counted, as failures of the arm that they were meant for. */
    NO_HOST_FAILURES("requests that found no pod"),

    /** Series name the gRPC status of an answer, which an HTTP status hides. */
    GRPC_STATUS("gRPC status codes"),

    /** Series may have a label of the application's or the mesh's own that names the route of a request. */
    ROUTES("a label for the route"),

    /** Two Deployments behind one Service can be told apart. */
    DEPLOYMENTS_APART("a copy of the stable version apart from it"),

    /** Requests to everything else in the namespace are counted as well. */
    NEIGHBOURS("neighbours in the namespace");

    private final String title;

    Capability(String title) {
        this.title = title;
    }

    /** The capability in words, for messages and tables. */
    public String title() {
        return title;
    }
}
