package dev.sluice.sim.mesh;

import java.util.List;

/**
 * Where one destination of a route leads.
 *
 * @param known whether the Service (and the subset) exists; requests to one that doesn't fail with flag NC
 * @param endpoints its ready pods; without any, requests fail with flag UH
 */
record Cluster(ServiceHost host, boolean known, List<Endpoint> endpoints) {

    Cluster {
        endpoints = List.copyOf(endpoints);
    }
}
