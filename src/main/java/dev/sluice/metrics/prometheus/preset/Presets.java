package dev.sluice.metrics.prometheus.preset;

import dev.sluice.core.metric.MetricPreset;
import dev.sluice.metrics.prometheus.preset.Preset.Codes;
import dev.sluice.metrics.prometheus.preset.Preset.Histogram;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The presets that come with Sluice. A new one is one more entry here. */
public final class Presets {
    private static final String ISTIO_HOST = "{services}\\.{namespace}(?:\\.svc(?:[.:].*)?)?";

    private static final String ENVOY_CLUSTER = "outbound\\|[0-9]+\\|[^|]*\\|{services}\\.{namespace}\\.svc\\..+";

    private static final Histogram ISTIO_DURATION = new Histogram("istio_request_duration_milliseconds", 0.001);

    /** A gRPC failure has the HTTP code 200; the gRPC label is there for gRPC requests only. */
    private static final Codes ISTIO_CODES = new Codes(List.of("response_code"), List.of("grpc_response_status"));

    /** What Istio's classification of requests writes, where somebody configured it. */
    private static final List<String> ISTIO_ROUTES = List.of("request_operation");

    /**
     * What clients' sidecars and gateways saw. A request that found no pod has no workload but the Service it was meant
     * for.
     */
    private static final Preset ISTIO = new Preset(
            MetricPreset.ISTIO,
            "istio_requests_total",
            ISTIO_DURATION,
            List.of(
                    LabelPattern.is("reporter", "source"),
                    LabelPattern.is("destination_workload", "{workloads}|unknown"),
                    LabelPattern.is("destination_service", ISTIO_HOST)),
            List.of(
                    LabelPattern.is("destination_workload", "{workloads}"),
                    LabelPattern.is("destination_service", ISTIO_HOST)),
            ISTIO_CODES,
            ISTIO_ROUTES,
            List.of(
                    LabelPattern.is("reporter", "source"),
                    LabelPattern.is("destination_service", "[^.]+\\.{namespace}(?:\\.svc(?:[.:].*)?)?"),
                    LabelPattern.isNot("destination_service", ISTIO_HOST),
                    LabelPattern.isNot("destination_workload", "{workloads}")));

    /** What the sidecars beside the pods saw. */
    private static final Preset ISTIO_SERVER = new Preset(
            MetricPreset.ISTIO_SERVER,
            "istio_requests_total",
            ISTIO_DURATION,
            List.of(
                    LabelPattern.is("reporter", "destination"),
                    LabelPattern.is("destination_workload_namespace", "{namespace}"),
                    LabelPattern.is("destination_workload", "{workloads}")),
            List.of(LabelPattern.is("destination_workload", "{workloads}")),
            ISTIO_CODES,
            ISTIO_ROUTES,
            List.of(
                    LabelPattern.is("reporter", "destination"),
                    LabelPattern.is("destination_workload_namespace", "{namespace}"),
                    LabelPattern.isNot("destination_workload", "{workloads}")));

    /** Envoy's own counters of upstream clusters, with the labels of a plain Envoy or of an Istio proxy. */
    private static final Preset ENVOY = new Preset(
            MetricPreset.ENVOY,
            "envoy_cluster_upstream_rq",
            new Histogram("envoy_cluster_upstream_rq_time", 0.001),
            List.of(
                    LabelPattern.is("envoy_cluster_name", "(?:" + ENVOY_CLUSTER + ")?"),
                    LabelPattern.is("cluster_name", "(?:" + ENVOY_CLUSTER + ")?")),
            List.of(
                    LabelPattern.is("envoy_cluster_name", ENVOY_CLUSTER),
                    LabelPattern.is("cluster_name", ENVOY_CLUSTER)),
            new Codes(List.of("envoy_response_code", "response_code"), List.of()),
            List.of(),
            List.of(
                    LabelPattern.is("envoy_cluster_name", envoyNeighbour()),
                    LabelPattern.is("cluster_name", envoyNeighbour()),
                    LabelPattern.isNot("envoy_cluster_name", ENVOY_CLUSTER),
                    LabelPattern.isNot("cluster_name", ENVOY_CLUSTER)));

    /**
     * What the application counts itself, scraped from its pods. Of the labels that client libraries give the route,
     * only those count that hold a template; a raw path may name a user.
     */
    private static final Preset HTTP = new Preset(
            MetricPreset.HTTP,
            "http_requests_total",
            new Histogram("http_request_duration_seconds", 1),
            List.of(LabelPattern.is("namespace", "{namespace}"), LabelPattern.is("pod", "{pods}")),
            List.of(LabelPattern.is("pod", "{pods}")),
            new Codes(List.of("code", "status", "status_code"), List.of()),
            List.of("route", "http_route", "handler", "path_template", "uri"),
            List.of(
                    LabelPattern.is("namespace", "{namespace}"),
                    LabelPattern.is("pod", ".+"),
                    LabelPattern.isNot("pod", "{pods}")));

    public static final List<Preset> ALL = List.of(ISTIO, ISTIO_SERVER, ENVOY, HTTP);

    private Presets() {}

    public static Optional<Preset> named(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    public static String names() {
        return ALL.stream().map(Preset::name).collect(Collectors.joining(", "));
    }

    private static String envoyNeighbour() {
        return "(?:outbound\\|[0-9]+\\|[^|]*\\|[^|.]+\\.{namespace}\\.svc\\..+)?";
    }
}
