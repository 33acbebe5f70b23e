package dev.sluice.traffic.istio;

import dev.sluice.core.traffic.TrafficTarget;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the hosts of the service and of its candidate apart from others. A host is compared by its full name: {@code
 * checkout}, {@code checkout.shop}, {@code checkout.shop.svc} and {@code checkout.shop.svc.cluster.local} are the same
 * in namespace {@code shop}.
 */
record ServiceHosts(String namespace, String service, String candidate) {

    private static final String CLUSTER_DOMAIN = "cluster.local";

    static ServiceHosts of(TrafficTarget target) {
        return new ServiceHosts(target.namespace(), target.service(), target.candidateService());
    }

    boolean isStable(Object destination) {
        return hostOf(destination).filter(this::isStableHost).isPresent();
    }

    boolean isCandidate(Object destination) {
        return hostOf(destination).filter(host -> names(host, candidate)).isPresent();
    }

    boolean isStableHost(String host) {
        return names(host, service);
    }

    /** The same destination of the candidate, its host written in the same style. */
    Map<String, Object> toCandidate(Object destination) {
        return withHost(destination, service, candidate);
    }

    /** The same destination of the service, its host written in the same style. */
    Map<String, Object> toStable(Object destination) {
        return withHost(destination, candidate, service);
    }

    String candidateHostLike(String stableHost) {
        return candidate + stableHost.substring(service.length());
    }

    private boolean names(String host, String name) {
        String full = name + "." + namespace + ".svc." + CLUSTER_DOMAIN;
        return host.equals(name)
                || host.equals(name + "." + namespace)
                || host.equals(name + "." + namespace + ".svc")
                || host.equals(full);
    }

    private static Optional<String> hostOf(Object destination) {
        return Tree.text(Tree.map(Tree.map(destination).get("destination")), "host");
    }

    private static Map<String, Object> withHost(Object destination, String from, String to) {
        Map<String, Object> copy = Tree.map(destination);
        Map<String, Object> inner = Tree.map(copy.get("destination"));
        Tree.text(inner, "host").ifPresent(host -> inner.put("host", to + host.substring(from.length())));
        copy.put("destination", inner);
        return copy;
    }
}
