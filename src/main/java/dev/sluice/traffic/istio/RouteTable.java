package dev.sluice.traffic.istio;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.core.traffic.TrafficTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The HTTP routes of a VirtualService, in order, and which of them a target governs.
 *
 * @param virtualService the whole object
 * @param routes every HTTP route, also those that lead elsewhere
 */
record RouteTable(Map<String, Object> virtualService, TrafficTarget target, List<ServiceRoute> routes) {

    RouteTable {
        routes = List.copyOf(routes);
    }

    static RouteTable of(Map<String, Object> virtualService, TrafficTarget target) {
        ServiceHosts hosts = ServiceHosts.of(target);
        List<Map<String, Object>> https = Tree.list(
                        Tree.map(virtualService.get("spec")).get("http"))
                .stream()
                .map(Tree::map)
                .toList();
        List<String> labels = labels(https);
        List<ServiceRoute> routes = IntStream.range(0, https.size())
                .mapToObj(at -> new ServiceRoute(labels.get(at), https.get(at), hosts))
                .toList();
        return new RouteTable(virtualService, target, routes);
    }

    /** Whether the route leads to the service and is among those that the target names, if it names any. */
    boolean isGoverned(ServiceRoute route) {
        return route.concerns() && (target.routes().isEmpty() || target.routes().contains(nameOf(route)));
    }

    List<ServiceRoute> governed() {
        return routes.stream().filter(this::isGoverned).toList();
    }

    /** The same VirtualService with every HTTP route replaced by what {@code edit} makes of it. */
    Map<String, Object> edited(UnaryOperator<ServiceRoute> edit) {
        if (routes.isEmpty()) {
            return virtualService;
        }
        Map<String, Object> spec = Tree.map(virtualService.get("spec"));
        List<Object> https = Tree.list(spec.get("http"));
        for (int at = 0; at < routes.size(); at++) {
            ServiceRoute edited = edit.apply(routes.get(at));
            if (!edited.equals(routes.get(at))) {
                https.set(at, edited.http());
            }
        }
        spec.put("http", https);
        Map<String, Object> copy = Tree.map(virtualService);
        copy.put("spec", spec);
        return copy;
    }

    /** Refuses, with everything that is wrong in one message, what cannot be split as it stands. */
    void requireSplittable() throws PortException {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            String object = "VirtualService " + target.namespace() + "/" + target.routeObject();
            throw new PortException(Kind.REJECTED, object + ": " + String.join("; ", problems));
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(otherProtocols());
        problems.addAll(wrongNames());
        if (problems.isEmpty() && governed().isEmpty()) {
            problems.add("no HTTP route leads to service " + target.service() + ": give one the destination host "
                    + target.service());
        }
        governed().forEach(route -> problemOf(route).ifPresent(problems::add));
        if (problems.isEmpty() && governed().stream().allMatch(route -> route.ownShare() == 0)) {
            problems.add("every route gives service " + target.service()
                    + " the weight 0, so there is nothing to split: give it a weight");
        }
        return problems;
    }

    private List<String> otherProtocols() {
        return Stream.of("tcp", "tls")
                .filter(this::leadsThere)
                .map(protocol -> "a " + protocol + " route leads to service " + target.service()
                        + ", and only http routes can be split: route to it by http")
                .toList();
    }

    private boolean leadsThere(String protocol) {
        ServiceHosts hosts = ServiceHosts.of(target);
        return Tree.list(Tree.map(virtualService.get("spec")).get(protocol)).stream()
                .flatMap(route -> Tree.list(Tree.map(route).get("route")).stream())
                .anyMatch(hosts::isStable);
    }

    private List<String> wrongNames() {
        return target.routes().stream()
                .map(this::problemOfName)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> problemOfName(String name) {
        List<ServiceRoute> named =
                routes.stream().filter(route -> name.equals(nameOf(route))).toList();
        if (named.isEmpty()) {
            List<String> known = routes.stream()
                    .map(RouteTable::nameOf)
                    .filter(Predicate.not(String::isEmpty))
                    .toList();
            return Optional.of("no HTTP route is named " + name + ": "
                    + (known.isEmpty() ? "none has a name" : "the names are " + String.join(", ", known)));
        }
        return named.stream().noneMatch(ServiceRoute::concerns)
                ? Optional.of("route " + name + " does not lead to service " + target.service()
                        + ": leave it out of the policy's routes, or give it that destination")
                : Optional.empty();
    }

    private Optional<String> problemOf(ServiceRoute route) {
        String what = "route " + route.label();
        if (route.stableCount() > 1) {
            return Optional.of(what + " has several destinations of service " + target.service()
                    + ", so it is ambiguous which one to split: leave one");
        }
        if (route.stableCount() == 0 && !ReleaseNote.isOn(virtualService, target.service())) {
            return Optional.of(what + " leads to " + target.candidateService()
                    + ", which is there during a release only: give it the host " + target.service());
        }
        if (route.hasSubset()) {
            return Optional.of(what + " leads to a subset of service " + target.service()
                    + ", and the candidate is a service of its own: route to the host without subset");
        }
        if (route.hasUnreadableWeight()) {
            return Optional.of(what + " has a weight that is not a whole number from 0 up: correct it");
        }
        return route.isTooSmallToSplit()
                ? Optional.of(what + " gives service " + target.service()
                        + " the weight 1, which cannot be split: scale the route's weights up to add up to 100")
                : Optional.empty();
    }

    private static String nameOf(ServiceRoute route) {
        return Tree.text(route.http(), "name").orElse("");
    }

    /** A name that two routes share, or none at all, tells no route from another: then its place has to. */
    private static List<String> labels(List<Map<String, Object>> https) {
        List<String> names =
                https.stream().map(http -> Tree.text(http, "name").orElse("")).toList();
        Set<String> seen = new HashSet<>();
        Set<String> twice =
                new HashSet<>(names.stream().filter(name -> !seen.add(name)).toList());
        return IntStream.range(0, names.size())
                .mapToObj(at ->
                        names.get(at).isEmpty() || twice.contains(names.get(at)) ? "http[" + at + "]" : names.get(at))
                .toList();
    }
}
