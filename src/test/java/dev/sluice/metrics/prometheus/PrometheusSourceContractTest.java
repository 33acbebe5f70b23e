package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.MetricSourceContract;
import dev.sluice.core.port.MetricWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
            count(proxy, arm, "200", succeeded);
            count(proxy, arm, "503", failed);
        }

        private void count(String proxy, Arm arm, String code, long requests) {
            Map<String, String> labels = labels("istio_requests_total", arm);
            labels.put("response_code", code);
            labels.put("instance", proxy + ":15020");
            counters.computeIfAbsent(proxy, name -> new HashMap<>()).merge(labels, requests, Long::sum);
        }

        private static Map<String, String> labels(String metric, Arm arm) {
            String name = arm == Arm.STABLE ? "checkout" : "checkout-canary";
            return new TreeMap<>(Map.of(
                    "__name__",
                    metric,
                    "reporter",
                    "source",
                    "job",
                    "proxies",
                    "destination_workload",
                    name,
                    "destination_service",
                    name + ".shop.svc.cluster.local"));
        }

        @Override
        public void scrape(String proxy, Instant at) {
            counters.getOrDefault(proxy, Map.of())
                    .forEach((labels, total) -> prometheus.sample(labels, at, Long.toString(total)));
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
        public void outage(boolean isDown) {
            if (isDown) {
                prometheus.replyWith(503, "down");
            } else {
                prometheus.replyAsPrometheus();
            }
        }
    }
}
