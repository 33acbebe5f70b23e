package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.MetricSourceContract;
import dev.sluice.core.port.MetricWorld;
import dev.sluice.metrics.prometheus.query.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

class PrometheusSourceContractTest extends MetricSourceContract {
    private final FakePrometheus prometheus = FakePrometheus.start();

    @Override
    protected MetricWorld emptyWorld() {
        return new IstioProxies(prometheus);
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    /** Client-side proxies whose counters a Prometheus scrapes. */
    private static final class IstioProxies implements MetricWorld {
        private final FakePrometheus prometheus;
        private final Map<String, Map<Map<String, String>, Long>> counters = new TreeMap<>();
        private final Map<Arm, List<Duration>> buckets = new EnumMap<>(Arm.class);
        private final MetricSource source = new PrometheusSource((namespace, secret) -> Credentials.NONE);

        IstioProxies(FakePrometheus prometheus) {
            this.prometheus = prometheus;
        }

        @Override
        public MetricSource source() {
            return source;
        }

        @Override
        public MetricTarget target() {
            return Targets.of(prometheus, "istio");
        }

        @Override
        public void serve(String proxy, Arm arm, long succeeded, long failed) {
            count(proxy, arm, "200", succeeded, Duration.ZERO);
            count(proxy, arm, "503", failed, Duration.ZERO);
        }

        @Override
        public void serveIn(Duration took, String proxy, Arm arm, long requests) {
            count(proxy, arm, "200", requests, took);
        }

        private void count(String proxy, Arm arm, String code, long requests, Duration took) {
            add(proxy, labels("istio_requests_total", arm), code, requests);
            List<Duration> edges = buckets.getOrDefault(arm, EDGES);
            for (Duration edge : edges) {
                long fast = took.compareTo(edge) <= 0 ? requests : 0;
                add(proxy, bucket(arm, Long.toString(edge.toMillis())), code, fast);
            }
            if (!edges.isEmpty()) {
                add(proxy, bucket(arm, "+Inf"), code, requests);
            }
        }

        private static Map<String, String> bucket(Arm arm, String edge) {
            Map<String, String> labels = labels("istio_request_duration_milliseconds_bucket", arm);
            labels.put("le", edge);
            return labels;
        }

        private void add(String proxy, Map<String, String> labels, String code, long requests) {
            labels.put("response_code", code);
            labels.put("instance", proxy + ":15020");
            counters.computeIfAbsent(proxy, name -> new HashMap<>()).merge(labels, requests, Long::sum);
        }

        @Override
        public void serveNeighbour(String proxy, long succeeded, long failed) {
            add(proxy, labels("istio_requests_total", "cart"), "200", succeeded);
            add(proxy, labels("istio_requests_total", "cart"), "503", failed);
        }

        @Override
        public void buckets(Arm arm, List<Duration> edges) {
            buckets.put(arm, edges);
        }

        private static Map<String, String> labels(String metric, Arm arm) {
            return labels(
                    metric,
                    switch (arm) {
                        case STABLE -> "checkout";
                        case CANDIDATE -> "checkout-canary";
                        case BASELINE -> "checkout-baseline";
                    });
        }

        private static Map<String, String> labels(String metric, String name) {
            return new TreeMap<>(Map.of(
                    "__name__",
                    metric,
                    "reporter",
                    "source",
                    "job",
                    "proxies",
                    "destination_workload",
                    name,
                    "destination_service_namespace",
                    "shop",
                    "destination_service",
                    name + ".shop.svc.cluster.local"));
        }

        @Override
        public void scrape(String proxy, Instant at) {
            counters.getOrDefault(proxy, Map.of())
                    .forEach((labels, total) -> prometheus.sample(labels, at, Long.toString(total)));
        }

        @Override
        public void scrapeTelling(String nonsense, String proxy, Instant at) {
            counters.getOrDefault(proxy, Map.of()).forEach((labels, total) -> {
                boolean isFailures = labels.get("__name__").equals("istio_requests_total")
                        && labels.get("destination_workload").equals("checkout-canary")
                        && labels.get("response_code").equals("503");
                prometheus.sample(labels, at, isFailures ? nonsense : Long.toString(total));
            });
        }

        @Override
        public void restart(String proxy) {
            counters.get(proxy).replaceAll((labels, total) -> 0L);
        }

        @Override
        public void answerIn(Arm arm, Duration latency) {
            Map<String, String> labels = labels("istio_request_duration_milliseconds_bucket", arm);
            prometheus.sample(labels, Instant.parse("2026-03-01T12:00:00Z"), Long.toString(latency.toMillis()));
        }

        @Override
        public void answerQuery(String query, List<Double> series) {
            prometheus.answerQuery(query, series);
        }

        @Override
        public void outage(boolean isDown) {
            if (isDown) {
                prometheus.replyWith(503, "down");
            } else {
                prometheus.replyAsPrometheus();
            }
        }
    }
}
