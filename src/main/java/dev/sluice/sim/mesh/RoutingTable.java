package dev.sluice.sim.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.ResourceType;
import dev.sluice.sim.store.StoredObject;
import dev.sluice.sim.workload.ReplicaSetController;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the proxies know: read once from the stored objects, then fixed until the next push. */
final class RoutingTable {

    /** The kinds that a table is made from. */
    static final Set<String> READS = Set.of("pods", "services", "virtualservices", "destinationrules");

    private static final String GROUP = "networking.istio.io";

    private final ObjectStore store;
    private final List<StoredObject> pods;
    private final Map<ServiceHost, Route> routes = new HashMap<>();

    RoutingTable(ObjectStore store) {
        this.store = store;
        this.pods = list("", "pods").stream()
                .filter(pod -> !pod.json().path("metadata").has("deletionTimestamp"))
                .filter(pod -> ReplicaSetController.isReady(pod.as(Pod.class)))
                .toList();
        list("", "services").forEach(service -> {
            ServiceHost host = hostOf(service);
            routes.put(host, Route.to(cluster(host, "")));
        });
        list(GROUP, "virtualservices").forEach(this::addRoutes);
    }

    /** How requests to a Service travel; a Service that doesn't exist is an unknown destination. */
    Route of(ServiceHost host) {
        return routes.getOrDefault(host, Route.to(new Cluster(host, false, List.of())));
    }

    private List<StoredObject> list(String group, String plural) {
        Optional<ResourceType> type = store.types().find(group, plural);
        return type.map(known -> store.list(known, "")).orElse(List.of());
    }

    private static ServiceHost hostOf(StoredObject service) {
        return new ServiceHost(service.key().namespace(), service.key().name());
    }

    private void addRoutes(StoredObject virtualService) {
        JsonNode spec = virtualService.json().path("spec");
        if (!reachesSidecars(spec.path("gateways"))) {
            return;
        }
        String namespace = virtualService.key().namespace();
        Route route = defaultRoute(spec.path("http"), namespace);
        for (JsonNode host : spec.path("hosts")) {
            routes.put(ServiceHost.parse(host.asText(), namespace), route);
        }
    }

    private static boolean reachesSidecars(JsonNode gateways) {
        boolean mesh = gateways.isEmpty();
        for (JsonNode gateway : gateways) {
            mesh |= gateway.asText().equals("mesh");
        }
        return mesh;
    }

    /** The route of a request with no special header or path: the first one that takes everything. */
    private Route defaultRoute(JsonNode http, String namespace) {
        for (JsonNode route : http) {
            if (takesEverything(route.path("match"))) {
                List<Route.Share> shares = new ArrayList<>();
                for (JsonNode share : route.path("route")) {
                    shares.add(new Route.Share(
                            destination(share.path("destination"), namespace),
                            share.path("weight").asInt(0)));
                }
                return new Route(shares);
            }
        }
        return Route.NONE;
    }

    private static boolean takesEverything(JsonNode matches) {
        boolean all = matches.isEmpty();
        for (JsonNode match : matches) {
            boolean anyPath = match.path("uri").path("prefix").asText().equals("/");
            boolean onlyNamed = match.size() == (match.has("name") ? 1 : 0) + (anyPath ? 1 : 0);
            all |= onlyNamed;
        }
        return all;
    }

    private Cluster destination(JsonNode destination, String namespace) {
        ServiceHost host = ServiceHost.parse(destination.path("host").asText(), namespace);
        return cluster(host, destination.path("subset").asText(""));
    }

    private Cluster cluster(ServiceHost host, String subset) {
        Optional<JsonNode> selector = store.types()
                .find("", "services")
                .flatMap(type -> store.find(type.key(host.namespace(), host.name())))
                .map(service -> service.json().path("spec").path("selector"));
        Optional<JsonNode> labels = subset.isEmpty() ? Optional.empty() : subsetLabels(host, subset);
        if (selector.isEmpty() || (!subset.isEmpty() && labels.isEmpty())) {
            return new Cluster(host, false, List.of());
        }
        List<Endpoint> endpoints = pods.stream()
                .filter(pod -> pod.key().namespace().equals(host.namespace()))
                .filter(pod -> !selector.get().isEmpty() && matches(pod, selector.get()))
                .filter(pod -> labels.isEmpty() || matches(pod, labels.get()))
                .map(pod -> Endpoint.of(pod.as(Pod.class)))
                .toList();
        return new Cluster(host, true, endpoints);
    }

    private Optional<JsonNode> subsetLabels(ServiceHost host, String subset) {
        for (StoredObject rule : list(GROUP, "destinationrules")) {
            JsonNode spec = rule.json().path("spec");
            boolean same = ServiceHost.parse(
                            spec.path("host").asText(), rule.key().namespace())
                    .equals(host);
            for (JsonNode one : spec.path("subsets")) {
                if (same && one.path("name").asText().equals(subset)) {
                    return Optional.of(one.path("labels"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean matches(StoredObject pod, JsonNode labels) {
        JsonNode own = pod.json().path("metadata").path("labels");
        return labels.properties().stream()
                .allMatch(label -> own.path(label.getKey()).equals(label.getValue()));
    }
}
