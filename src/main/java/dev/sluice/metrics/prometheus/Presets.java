package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.MetricPreset;
import dev.sluice.metrics.prometheus.Preset.Histogram;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The presets that come with Sluice. A new one is one more entry here. */
final class Presets {
    /** Servers' failures, and requests that ended without an answer (0: the client or a proxy gave up). */
    private static final String FAILED_HTTP = "5..|0";

    /** gRPC: unknown, deadline exceeded, unimplemented, internal, unavailable, data loss. */
    private static final String FAILED_GRPC = "2|4|12|13|14|15";

    private static final String ISTIO_HOST = "{services}\\.{namespace}(?:\\.svc(?:[.:].*)?)?";

    private static final String ENVOY_CLUSTER = "outbound\\|[0-9]+\\|[^|]*\\|{services}\\.{namespace}\\.svc\\..+";

    private static final Histogram ISTIO_DURATION = new Histogram("istio_request_duration_milliseconds", 0.001);

    private static final List<LabelPattern> ISTIO_FAILURES = List.of(
            new LabelPattern("response_code", FAILED_HTTP), new LabelPattern("grpc_response_status", FAILED_GRPC));

    /**
     * What clients' sidecars and gateways saw. A request that found no pod has no workload but the Service it was meant
     * for.
     */
    private static final Preset ISTIO = new Preset(
            MetricPreset.ISTIO,
            "istio_requests_total",
            ISTIO_DURATION,
            List.of(
                    new LabelPattern("reporter", "source"),
                    new LabelPattern("destination_workload", "{workloads}|unknown"),
                    new LabelPattern("destination_service", ISTIO_HOST)),
            List.of(
                    new LabelPattern("destination_workload", "{workloads}"),
                    new LabelPattern("destination_service", ISTIO_HOST)),
            ISTIO_FAILURES);

    /** What the sidecars beside the pods saw. */
    private static final Preset ISTIO_SERVER = new Preset(
            MetricPreset.ISTIO_SERVER,
            "istio_requests_total",
            ISTIO_DURATION,
            List.of(
                    new LabelPattern("reporter", "destination"),
                    new LabelPattern("destination_workload_namespace", "{namespace}"),
                    new LabelPattern("destination_workload", "{workloads}")),
            List.of(new LabelPattern("destination_workload", "{workloads}")),
            ISTIO_FAILURES);

    /** Envoy's own counters of upstream clusters, with the labels of a plain Envoy or of an Istio proxy. */
    private static final Preset ENVOY = new Preset(
            MetricPreset.ENVOY,
            "envoy_cluster_upstream_rq",
            new Histogram("envoy_cluster_upstream_rq_time", 0.001),
            List.of(
                    new LabelPattern("envoy_cluster_name", "(?:" + ENVOY_CLUSTER + ")?"),
                    new LabelPattern("cluster_name", "(?:" + ENVOY_CLUSTER + ")?")),
            List.of(
                    new LabelPattern("envoy_cluster_name", ENVOY_CLUSTER),
                    new LabelPattern("cluster_name", ENVOY_CLUSTER)),
            List.of(
                    new LabelPattern("envoy_response_code", FAILED_HTTP),
                    new LabelPattern("response_code", FAILED_HTTP)));

    /** What the application counts itself, scraped from its pods. 499: the client gave up. */
    private static final Preset HTTP = new Preset(
            MetricPreset.HTTP,
            "http_requests_total",
            new Histogram("http_request_duration_seconds", 1),
            List.of(new LabelPattern("namespace", "{namespace}"), new LabelPattern("pod", "{pods}")),
            List.of(new LabelPattern("pod", "{pods}")),
            List.of(
                    new LabelPattern("code", FAILED_HTTP + "|499"),
                    new LabelPattern("status", FAILED_HTTP + "|499"),
                    new LabelPattern("status_code", FAILED_HTTP + "|499")));

    static final List<Preset> ALL = List.of(ISTIO, ISTIO_SERVER, ENVOY, HTTP);

    private Presets() {}

    static Optional<Preset> named(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    static String names() {
        return ALL.stream().map(Preset::name).collect(Collectors.joining(", "));
    }
}
