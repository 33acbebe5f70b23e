package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.MetricTarget;
import java.time.Duration;

/** Targets of tests: the Deployment checkout and its candidate in the namespace shop. */
final class Targets {

    private Targets() {}

    static MetricTarget of(FakePrometheus prometheus, String preset) {
        return of(prometheus.address(), preset, null, false);
    }

    static MetricTarget of(String address, String preset, String secret, boolean insecure) {
        return new MetricTarget(
                address,
                preset,
                secret,
                insecure,
                Duration.ofSeconds(5),
                "shop",
                "checkout",
                "checkout-canary",
                "checkout",
                Counting.DEFAULT);
    }
}
