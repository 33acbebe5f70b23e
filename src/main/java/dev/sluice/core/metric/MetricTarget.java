package dev.sluice.core.metric;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and as what the requests of a service are counted.
 *
 * @param address base URL of the Prometheus API
 * @param preset which counters: the name of a {@link MetricPreset}
 * @param secret name of the Secret with credentials, in the policy's namespace; null = none. Keys: {@code token}, or
 *     {@code username} and {@code password}; {@code ca.crt}
 * @param insecureSkipVerify whether the server's certificate is taken unchecked
 * @param timeout of one query
 * @param namespace namespace of both workloads
 * @param stable name of the stable Deployment
 * @param candidate name of the candidate Deployment and Service
 * @param service the Service that clients call
 * @param counting what about a request is counted
 */
public record MetricTarget(
        String address,
        String preset,
        @Nullable String secret,
        boolean insecureSkipVerify,
        Duration timeout,
        String namespace,
        String stable,
        String candidate,
        String service,
        Counting counting) {
    public MetricTarget {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a query can't time out after " + timeout);
        }
    }

    /** The same at another address. */
    public MetricTarget at(String newAddress) {
        return new MetricTarget(
                newAddress,
                preset,
                secret,
                insecureSkipVerify,
                timeout,
                namespace,
                stable,
                candidate,
                service,
                counting);
    }

    /** Name of the Deployment and Service of a fresh copy of the stable version, where one runs. */
    public String baseline() {
        return stable + "-baseline";
    }
}
