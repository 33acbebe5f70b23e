package dev.sluice.sim.mesh;

/**
 * Steady requests of in-mesh clients to one Service.
 *
 * @param namespace of the Service and of the clients
 * @param service its name, which the clients call
 * @param requestsPerSecond how many a second, all clients together
 */
public record TrafficSource(String namespace, String service, double requestsPerSecond) {

    public TrafficSource {
        if (!(requestsPerSecond >= 0)) {
            throw new IllegalArgumentException("requestsPerSecond must not be negative, but is " + requestsPerSecond);
        }
    }
}
