package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import dev.sluice.metrics.prometheus.query.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which series of a busy Prometheus count for the release of shop/checkout, and as what. */
class PresetsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final FakePrometheus prometheus = FakePrometheus.start();
    private final PrometheusSource source = new PrometheusSource((namespace, secret) -> Credentials.NONE);

    @AfterEach
    void stop() {
        prometheus.close();
    }

    /** Each series counts 10 requests; which of the four counts of the cell it adds to, or "none". */
    @ParameterizedTest
    @CsvSource({
        "checkout-canary, checkout-canary.shop.svc.cluster.local, 200, '', candidate ok",
        "checkout-canary, checkout-canary.shop.svc.cluster.local, 404, '', candidate ok",
        "checkout-canary, checkout-canary.shop.svc.cluster.local, 503, '', candidate failed",
        "checkout-canary, checkout-canary.shop.svc.cluster.local, 0, '', candidate failed",
        "checkout-canary, checkout-canary.shop.svc.cluster.local, 200, 0, candidate ok",
        "checkout-canary, checkout-canary.shop.svc.cluster.local, 200, 5, candidate ok",
        "checkout-canary, checkout-canary.shop.svc.cluster.local, 200, 14, candidate failed",
        "checkout, checkout.shop.svc.cluster.local, 200, '', stable ok",
        "checkout, checkout.shop.svc.corp.example, 500, '', stable failed",
        "unknown, checkout-canary.shop.svc.cluster.local, 503, '', candidate failed",
        "unknown, checkout.shop.svc.cluster.local, 503, '', stable failed",
        "unknown, cart.shop.svc.cluster.local, 503, '', none",
        "unknown, checkout.shopping.svc.cluster.local, 503, '', none",
        "checkout, checkout.prod.svc.cluster.local, 503, '', none",
        "checkout, internal-checkout.shop.svc.cluster.local, 503, '', none",
        "checkout-canary2, checkout-canary.shop.svc.cluster.local, 503, '', none",
        "checkoutXcanary, checkoutXcanary.shop.svc.cluster.local, 503, '', none"
    })
    void istio_counts_what_clients_saw(String workload, String service, String code, String grpc, String counts) {
        Map<String, String> labels = new HashMap<>(Map.of(
                "reporter", "source",
                "destination_workload", workload,
                "destination_service", service,
                "response_code", code));
        if (!grpc.isEmpty()) {
            labels.put("grpc_response_status", grpc);
        }
        assertThat(counted("istio", "istio_requests_total", labels)).isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "destination, shop, checkout-canary, 200, candidate ok",
        "destination, shop, checkout, 503, stable failed",
        "source, shop, checkout, 503, none",
        "destination, prod, checkout, 503, none"
    })
    void istio_server_counts_what_pods_answered(
            String reporter, String namespace, String workload, String code, String counts) {
        Map<String, String> labels = Map.of(
                "reporter", reporter,
                "destination_workload", workload,
                "destination_workload_namespace", namespace,
                "response_code", code);
        assertThat(counted("istio-server", "istio_requests_total", labels)).isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "envoy_cluster_name, outbound|80||checkout-canary.shop.svc.cluster.local, envoy_response_code, 200, candidate ok",
        "envoy_cluster_name, outbound|8080|v1|checkout.shop.svc.cluster.local, envoy_response_code, 503, stable failed",
        "cluster_name, outbound|80||checkout-canary.shop.svc.cluster.local, response_code, 503, candidate failed",
        "cluster_name, inbound|80||checkout-canary.shop.svc.cluster.local, response_code, 503, none",
        "envoy_cluster_name, outbound|80||checkout.shop2.svc.cluster.local, envoy_response_code, 503, none",
        "envoy_cluster_name, xds-grpc, envoy_response_code, 503, none",
        "envoy_cluster_name, outbound|80||checkout.shop.svc.cluster.local, envoy_response_code_class, 5, none"
    })
    void envoy_counts_tries_to_reach_the_cluster(
            String clusterLabel, String cluster, String codeLabel, String code, String counts) {
        assertThat(counted("envoy", "envoy_cluster_upstream_rq", Map.of(clusterLabel, cluster, codeLabel, code)))
                .isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "shop, checkout-canary-5d9c7f8b6-x7k2p, code, 200, candidate ok",
        "shop, checkout-canary-5d9c7f8b6-x7k2p, status, 500, candidate failed",
        "shop, checkout-canary-5d9c7f8b6-x7k2p, status_code, 0, candidate failed",
        "shop, checkout-canary-5d9c7f8b6-x7k2p, status_code, 499, candidate ok",
        "shop, checkout-5d9c7f8b6-x7k2p, code, 200, stable ok",
        "shop, checkout-5d9c7f8b6-x7k2p, code, 5xx, stable failed",
        "shop, checkout-5d9c7f8b6-x7k2p, method, GET, none",
        "shop, checkout-api-5d9c7f8b6-x7k2p, code, 500, none",
        "shop, checkout-migrate-x7k2p, code, 500, none",
        "shop, checkout-0, code, 500, none",
        "shop, my-checkout-5d9c7f8b6-x7k2p, code, 500, none",
        "prod, checkout-5d9c7f8b6-x7k2p, code, 500, none"
    })
    void http_counts_what_the_pods_of_both_deployments_say(
            String namespace, String pod, String codeLabel, String code, String counts) {
        assertThat(counted("http", "http_requests_total", Map.of("namespace", namespace, "pod", pod, codeLabel, code)))
                .isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "429, '', failed",
        "499, '', failed",
        "404, '', ok",
        "500, '', ok",
        "0, '', failed",
        "200, 5, failed",
        "200, 14, ok"
    })
    void which_codes_are_failures_is_the_policys_to_say(String code, String grpc, String counts) {
        MetricTarget target = counting(new Counting(new FailureCodes(List.of("429", "499"), List.of(5)), null));
        Map<String, String> labels = new HashMap<>(Map.of(
                "reporter", "source",
                "destination_workload", "checkout-canary",
                "destination_service", "checkout-canary.shop.svc.cluster.local",
                "response_code", code,
                "grpc_response_status", grpc));
        scraped("istio_requests_total", labels);

        assertThat(read(target)).extracting(Cell::candidateErrors).containsExactly(counts.equals("failed") ? 10L : 0L);
    }

    @ParameterizedTest
    @CsvSource({
        "http, http_requests_total, handler, , /cart",
        "http, http_requests_total, path, , ''",
        "http, http_requests_total, path, path, /cart",
        "http, http_requests_total, handler, path, ''",
        "istio, istio_requests_total, request_operation, , /cart",
        "istio, istio_requests_total, request_host, request_host, /cart"
    })
    void a_route_is_told_by_a_known_label_or_by_the_one_that_the_policy_names(
            String preset, String metric, String label, String named, String route) {
        Map<String, String> labels = new HashMap<>(Map.of(
                "namespace", "shop",
                "pod", "checkout-5d9c7f8b6-x7k2p",
                "code", "200",
                "reporter", "source",
                "destination_workload", "checkout",
                "destination_service", "checkout.shop.svc.cluster.local",
                "response_code", "200"));
        labels.put(label, "/cart");
        scraped(metric, labels);
        MetricTarget target = counting(preset, new Counting(FailureCodes.DEFAULT, named));

        List<String> busy = read(target).stream()
                .filter(cell -> cell.stableRequests() > 0)
                .map(Cell::stratum)
                .toList();

        assertThat(busy).singleElement().asString().matches(route.isEmpty() ? "[^ ]+" : "[^ ]+ " + route);
    }

    @ParameterizedTest
    @CsvSource({
        "istio, istio_requests_total, destination_service, cart.shop.svc.cluster.local, 10",
        "istio, istio_requests_total, destination_service, checkout.shop.svc.cluster.local, 0",
        "istio, istio_requests_total, destination_service, checkout-canary.shop.svc.cluster.local, 0",
        "istio, istio_requests_total, destination_service, cart.prod.svc.cluster.local, 0",
        "istio-server, istio_requests_total, destination_workload, cart, 10",
        "istio-server, istio_requests_total, destination_workload, checkout, 0",
        "istio-server, istio_requests_total, destination_workload, checkout-baseline, 0",
        "envoy, envoy_cluster_upstream_rq, cluster_name, outbound|80||cart.shop.svc.cluster.local, 10",
        "envoy, envoy_cluster_upstream_rq, cluster_name, outbound|80||checkout.shop.svc.cluster.local, 0",
        "envoy, envoy_cluster_upstream_rq, cluster_name, outbound|80||cart.prod.svc.cluster.local, 0",
        "http, http_requests_total, pod, cart-5d9c7f8b6-x7k2p, 10",
        "http, http_requests_total, pod, checkout-5d9c7f8b6-x7k2p, 0",
        "http, http_requests_total, pod, checkout-canary-5d9c7f8b6-x7k2p, 0"
    })
    void neighbours_are_what_else_is_in_the_namespace(
            String preset, String metric, String label, String value, double requests) {
        Map<String, String> labels = new HashMap<>(Map.of(
                "reporter", preset.equals("istio-server") ? "destination" : "source",
                "destination_workload_namespace", "shop",
                "namespace", "shop",
                "response_code", "200",
                "code", "200"));
        labels.put(label, value);
        scraped(metric, labels);

        Measurement<Volume> neighbours = source.neighbours(of(preset), Duration.ofMinutes(1), START.plusSeconds(6));

        assertThat(neighbours.fold(Volume::requests, missing -> 0.0, failed -> -1.0))
                .isEqualTo(requests);
    }

    @Test
    void names_of_pods_that_kubernetes_cuts_off_are_still_found() {
        String name = "a-service-with-a-name-that-is-fifty-one-letters-lon";
        MetricTarget target = new MetricTarget(
                prometheus.address(),
                "http",
                null,
                false,
                Duration.ofSeconds(5),
                "shop",
                name,
                name + "-canary",
                name,
                Counting.DEFAULT);
        String cutPod = (name + "-5d9c7f8b6-").substring(0, 58) + "x7k2p";
        scraped("http_requests_total", Map.of("namespace", "shop", "pod", cutPod, "code", "200"));

        assertThat(read(target)).extracting(Cell::stableRequests).containsExactly(10L);
    }

    @ParameterizedTest
    @CsvSource({
        "istio, istio_request_duration_milliseconds_bucket, destination_workload, checkout-canary, 120",
        "http, http_request_duration_seconds_bucket, pod, checkout-canary-5d9c7f8b6-x7k2p, 0.12",
        "envoy, envoy_cluster_upstream_rq_time_bucket, cluster_name,"
                + " outbound|80||checkout-canary.shop.svc.cluster.local, 120"
    })
    void latencies_have_the_unit_of_their_histogram(
            String preset, String metric, String label, String value, String answer) {
        Map<String, String> labels = new HashMap<>(Map.of(
                "__name__", metric,
                "reporter", "source",
                "namespace", "shop",
                "destination_service", "checkout-canary.shop.svc.cluster.local"));
        labels.put(label, value);
        prometheus.sample(labels, START, answer);
        MetricTarget target = Targets.of(prometheus, preset);
        LatencyQuery query = new LatencyQuery(Arm.CANDIDATE, 99.9, Duration.ofMinutes(1));

        assertThat(source.latency(target, query, START)).isEqualTo(new Measurement.Value<>(Duration.ofMillis(120)));
        assertThat(source.latency(target, new LatencyQuery(Arm.STABLE, 99.9, Duration.ofMinutes(1)), START))
                .isInstanceOf(Measurement.Missing.class);
    }

    @Test
    void only_client_side_presets_count_both_arms_in_one_scrape() {
        assertThat(List.of("istio", "envoy")).allMatch(preset -> source.armsShareTarget(of(preset)));
        assertThat(List.of("istio-server", "http", "none such"))
                .noneMatch(preset -> source.armsShareTarget(of(preset)));
    }

    @Test
    void an_unknown_preset_is_refused_with_those_there_are() {
        assertThat(source.probe(of("linkerd"), START))
                .isEqualTo(new Measurement.Failed<>(
                        "there is no preset 'linkerd': write one of istio, istio-server, envoy, http"));
    }

    private MetricTarget counting(Counting counting) {
        return counting("istio", counting);
    }

    private MetricTarget counting(String preset, Counting counting) {
        return new MetricTarget(
                prometheus.address(),
                preset,
                null,
                false,
                Duration.ofSeconds(5),
                "shop",
                "checkout",
                "checkout-canary",
                "checkout",
                counting);
    }

    private MetricTarget of(String preset) {
        return Targets.of(prometheus, preset);
    }

    private String counted(String preset, String metric, Map<String, String> labels) {
        scraped(metric, labels);
        List<Cell> cells = read(of(preset));
        if (cells.isEmpty()) {
            return "none";
        }
        Cell cell = cells.get(0);
        assertThat(cell.candidateRequests() + cell.stableRequests()).isEqualTo(10);
        String arm = cell.candidateRequests() > 0 ? "candidate" : "stable";
        return arm + (cell.candidateErrors() + cell.stableErrors() > 0 ? " failed" : " ok");
    }

    private List<Cell> read(MetricTarget target) {
        Measurement<Increments> read =
                source.increments(target, CounterQuery.errors(MetricCursor.startingAt(START)), START.plusSeconds(6));
        return ((Measurement.Value<Increments>) read).value().cells();
    }

    private void scraped(String metric, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("__name__", metric);
        all.put("instance", "10.0.0.7:15020");
        prometheus.sample(all, START, "32").sample(all, START.plusSeconds(5), "42");
    }
}
