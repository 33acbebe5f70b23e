package dev.sluice.core.traffic;

import java.util.List;

/**
 * Which routes of which object carry the service's traffic.
 *
 * @param namespace namespace of the service and of the routing object
 * @param service the Service that clients call
 * @param candidateService the Service of the candidate
 * @param routeObject name of the routing object, such as the VirtualService
 * @param routes names of the routes to edit; empty means every route that leads to the service
 */
public record TrafficTarget(
        String namespace, String service, String candidateService, String routeObject, List<String> routes) {
    public TrafficTarget {
        routes = List.copyOf(routes);
    }
}
