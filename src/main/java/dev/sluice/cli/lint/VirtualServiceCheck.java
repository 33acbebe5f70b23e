package dev.sluice.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Resource;
import dev.sluice.core.traffic.TrafficTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that the routes of a VirtualService lead to the policy's Service. */
final class VirtualServiceCheck {
    private static final String OBJECT = "spec.traffic.istio";

    private VirtualServiceCheck() {}

    static List<Finding> check(LintedPolicy policy, Resource virtualService) {
        JsonNode spec = virtualService.tree().path("spec");
        if (!spec.has("hosts")) {
            return List.of(); // A patch, not the whole object.
        }
        String name = "VirtualService " + virtualService.name() + " (" + virtualService.place() + ")";
        if (spec.path("http").isEmpty()) {
            return List.of(
                    policy.finding(OBJECT, name + " has no HTTP routes", "give it one that leads to the Service"));
        }
        TrafficTarget traffic = policy.plan().traffic();
        return traffic.routes().isEmpty()
                ? anyRoute(policy, name, spec.get("http"))
                : namedRoutes(policy, name, spec.get("http"));
    }

    private static List<Finding> anyRoute(LintedPolicy policy, String name, JsonNode routes) {
        for (JsonNode route : routes) {
            if (leadsToService(policy, route)) {
                return List.of();
            }
        }
        String service = policy.plan().traffic().service();
        return List.of(policy.finding(
                OBJECT,
                "no HTTP route of " + name + " leads to Service " + service + ", but to " + hosts(routes),
                "name the VirtualService or the Service that belong together"));
    }

    private static List<Finding> namedRoutes(LintedPolicy policy, String name, JsonNode routes) {
        List<Finding> findings = new ArrayList<>();
        List<String> wanted = policy.plan().traffic().routes();
        for (int i = 0; i < wanted.size(); i++) {
            String path = OBJECT + ".routes[" + i + "]";
            JsonNode route = named(routes, wanted.get(i));
            if (route == null) {
                findings.add(policy.finding(
                        path,
                        name + " has no HTTP route '" + wanted.get(i) + "'",
                        "write names among " + names(routes) + ", or remove routes to edit every route"));
            } else if (!leadsToService(policy, route)) {
                String service = policy.plan().traffic().service();
                findings.add(policy.finding(
                        path,
                        "route '" + wanted.get(i) + "' of " + name + " does not lead to Service " + service,
                        "remove it from routes, or add the destination to the route"));
            }
        }
        return findings;
    }

    private static boolean leadsToService(LintedPolicy policy, JsonNode route) {
        String service = policy.plan().traffic().service();
        String namespace = policy.resource().namespace();
        for (JsonNode destination : route.path("route")) {
            if (isHostOf(destination.at("/destination/host").asText(), service, namespace)) {
                return true;
            }
        }
        return false;
    }

    /** Hosts may be short or qualified; a file often leaves the namespace to the command that applies it. */
    private static boolean isHostOf(String host, String service, String namespace) {
        String[] parts = host.split("\\.", 4);
        boolean isService = parts[0].equals(service);
        boolean isNamespace = parts.length < 2 || namespace.isEmpty() || parts[1].equals(namespace);
        boolean isCluster = parts.length < 3 || parts[2].equals("svc");
        return isService && isNamespace && isCluster;
    }

    private static @Nullable JsonNode named(JsonNode routes, String name) {
        for (JsonNode route : routes) {
            if (route.path("name").asText().equals(name)) {
                return route;
            }
        }
        return null;
    }

    private static List<String> names(JsonNode routes) {
        return routes.findValuesAsText("name");
    }

    private static List<String> hosts(JsonNode routes) {
        return routes.findValuesAsText("host");
    }
}
