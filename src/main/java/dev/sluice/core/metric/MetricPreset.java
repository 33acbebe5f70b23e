package dev.sluice.core.metric;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A set of counters by its name, and what can be asked of it. A policy that needs what its preset can't give is refused.
 *
 * @param name as policies write it
 * @param gives what it can answer
 */
public record MetricPreset(String name, Set<Capability> gives) {

    /** What clients' sidecars and gateways saw. */
    public static final MetricPreset ISTIO = new MetricPreset(
            "istio",
            Set.of(
                    Capability.ARMS_SHARE_TARGET,
                    Capability.AFTER_RETRIES,
                    Capability.LATENCY_BUCKETS,
                    Capability.NO_HOST_FAILURES,
                    Capability.GRPC_STATUS,
                    Capability.ROUTES,
                    Capability.DEPLOYMENTS_APART,
                    Capability.NEIGHBOURS));

    /** What the sidecars beside the pods saw. */
    public static final MetricPreset ISTIO_SERVER = new MetricPreset(
            "istio-server",
            Set.of(
                    Capability.PER_POD,
                    Capability.LATENCY_BUCKETS,
                    Capability.GRPC_STATUS,
                    Capability.ROUTES,
                    Capability.DEPLOYMENTS_APART,
                    Capability.NEIGHBOURS));

    /** Envoy's own counters of the clusters that it calls; its router charges a 503 to a cluster without a healthy host. */
    public static final MetricPreset ENVOY = new MetricPreset(
            "envoy",
            Set.of(
                    Capability.ARMS_SHARE_TARGET,
                    Capability.LATENCY_BUCKETS,
                    Capability.NO_HOST_FAILURES,
                    Capability.NEIGHBOURS));

    /** What the application counts itself. */
    public static final MetricPreset HTTP = new MetricPreset(
            "http",
            Set.of(
                    Capability.PER_POD,
                    Capability.LATENCY_BUCKETS,
                    Capability.ROUTES,
                    Capability.DEPLOYMENTS_APART,
                    Capability.NEIGHBOURS));

    /** All that come with Sluice; the first is the default. */
    public static final List<MetricPreset> ALL = List.of(ISTIO, ISTIO_SERVER, ENVOY, HTTP);

    public MetricPreset {
        gives = Set.copyOf(gives);
    }

    /** The preset of this name. */
    public static Optional<MetricPreset> named(String name) {
        return ALL.stream().filter(preset -> preset.name.equals(name)).findFirst();
    }

    /** Whether it can answer this. */
    public boolean canGive(Capability capability) {
        return gives.contains(capability);
    }
}
