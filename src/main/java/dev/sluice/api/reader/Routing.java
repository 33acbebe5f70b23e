package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.metric.Versions;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.ObjectName;
import dev.sluice.api.text.Wording;
import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.workload.WorkloadTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.workload} and {@code spec.traffic}: which objects a policy is about. */
record Routing(String workload, String service, String virtualService, List<String> routes) {
    private static final int LONGEST_WORKLOAD = 63 - Versions.CANDIDATE_SUFFIX.length();
    private static final int MOST_ROUTES = 50;
    private static final int LONGEST_ROUTE = 253;

    static Routing read(Section spec) {
        String name = workload(spec.required("workload", "write workload: {name: NAME} with the Deployment's name"));
        Section traffic = spec.required("traffic", "write traffic: {service: NAME, istio: {}}");
        String service = traffic.requiredText(
                "service", "write the name of the Service that clients call", Routing::checkService);
        if (!name.isEmpty() && service.equals(name + Versions.CANDIDATE_SUFFIX)) {
            traffic.fault(
                    "service",
                    Wording.quote(service) + " is the candidate's own Service",
                    "write the Service that clients call, or rename it");
        }
        Section istio = traffic.required("istio", "write istio: {} to split traffic by the VirtualService " + service);
        String virtualService = istio.text("virtualService", service, ObjectName.object(253)::check);
        return new Routing(name, service, virtualService, routes(istio));
    }

    private static String workload(Section workload) {
        workload.word("kind", List.of("Deployment"), "Deployment");
        return workload.requiredText(
                "name", "write the Deployment's name", ObjectName.service(LONGEST_WORKLOAD)::check);
    }

    private static Optional<Fault> checkService(String name) {
        int dot = name.indexOf('.');
        return dot > 0
                ? Optional.of(new Fault(
                        Wording.quote(name) + " has a domain",
                        "write " + name.substring(0, dot) + "; the Service must be in the policy's namespace"))
                : ObjectName.service(63).check(name);
    }

    private static List<String> routes(Section istio) {
        List<JsonNode> elements = istio.elements(
                "routes",
                MOST_ROUTES,
                "names",
                "write 1 to " + MOST_ROUTES + " names of HTTP routes, or remove it to edit every route");
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            checkRoute(istio, i, elements.get(i), routes);
            routes.add(elements.get(i).asText());
        }
        return routes;
    }

    private static void checkRoute(Section istio, int index, JsonNode route, List<String> before) {
        String name = "routes[" + index + "]";
        if (!route.isTextual()
                || route.textValue().isEmpty()
                || route.textValue().length() > LONGEST_ROUTE) {
            istio.fault(name, Wording.is(route) + ", not a route's name", "write the name of an HTTP route");
        } else if (before.contains(route.textValue())) {
            istio.fault(name, Wording.quote(route.textValue()) + " is there twice", "remove one");
        }
    }

    Versions versions(Identity policy) {
        return new Versions(policy.namespace(), workload, service);
    }

    private String candidate() {
        return workload + Versions.CANDIDATE_SUFFIX;
    }

    WorkloadTarget workload(Identity policy) {
        return new WorkloadTarget(policy.namespace(), workload, service, candidate(), policy.name(), policy.uid());
    }

    TrafficTarget traffic(Identity policy) {
        return new TrafficTarget(policy.namespace(), service, candidate(), virtualService, routes);
    }

    MetricTarget metrics(Identity policy, MetricsReader metrics, Counting counting) {
        return new MetricTarget(
                metrics.address(),
                metrics.preset().name(),
                metrics.secret(),
                metrics.insecureSkipVerify(),
                metrics.timeout(),
                policy.namespace(),
                workload,
                candidate(),
                service,
                counting);
    }
}
