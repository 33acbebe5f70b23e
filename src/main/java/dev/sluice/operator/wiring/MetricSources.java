package dev.sluice.operator.wiring;

import dev.sluice.core.port.MetricSource;
import dev.sluice.metrics.prometheus.PrometheusSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** Metric sources as the operator has them, for those who look without one. */
public final class MetricSources {

    private MetricSources() {}

    /**
     * A Prometheus.
     *
     * @param client finds the Secrets that policies name, with the rights of its user
     */
    public static MetricSource prometheus(KubernetesClient client, Clock clock) {
        return new PrometheusSource(new SecretCredentials(client, clock));
    }
}
