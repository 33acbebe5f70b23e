package dev.sluice.traffic.istio;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.core.traffic.TrafficTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The DestinationRule of the candidate's host: what the one of the service's host says, without subsets, so that
 * connections to both sides are made alike. It is named {@code CANDIDATE-sluice}.
 */
final class RuleMirror {

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String SLUICE = "sluice";

    private RuleMirror() {}

    static String name(TrafficTarget target) {
        return target.candidateService() + "-" + SLUICE;
    }

    static boolean isOurs(Map<String, Object> rule) {
        return SLUICE.equals(
                Tree.map(Tree.map(rule.get("metadata")).get("labels")).get(MANAGED_BY));
    }

    /**
     * The rule that the candidate's host should have, if the service's host has one of its own. Rules for wildcard
     * hosts cover the candidate as they are.
     *
     * @param rules all DestinationRules of the namespace
     * @throws PortException REJECTED when several rules with a traffic policy claim the service's host
     */
    static Optional<Map<String, Object>> of(List<Map<String, Object>> rules, TrafficTarget target)
            throws PortException {
        ServiceHosts hosts = ServiceHosts.of(target);
        List<Map<String, Object>> claims = rules.stream()
                .filter(rule -> Tree.text(spec(rule), "host")
                        .filter(hosts::isStableHost)
                        .isPresent())
                .toList();
        List<Map<String, Object>> policies = claims.stream()
                .filter(rule -> spec(rule).containsKey("trafficPolicy"))
                .toList();
        if (policies.size() > 1) {
            throw new PortException(
                    Kind.REJECTED,
                    "DestinationRules " + names(policies) + " in " + target.namespace() + " all set a traffic policy"
                            + " for service " + target.service()
                            + ", so it is ambiguous which one its candidate should get: merge them into one");
        }
        return policies.stream()
                .findFirst()
                .or(() -> claims.stream().findFirst())
                .map(rule -> mirror(rule, target));
    }

    static Map<String, Object> spec(Map<String, Object> rule) {
        return Tree.map(rule.get("spec"));
    }

    private static Map<String, Object> mirror(Map<String, Object> original, TrafficTarget target) {
        Map<String, Object> spec = spec(original);
        ServiceHosts hosts = ServiceHosts.of(target);
        spec.remove("subsets");
        spec.computeIfPresent("host", (key, host) -> hosts.candidateHostLike(host.toString()));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name(target));
        metadata.put("namespace", target.namespace());
        metadata.put("labels", Map.of(MANAGED_BY, SLUICE));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("metadata", metadata);
        rule.put("spec", spec);
        return rule;
    }

    private static String names(List<Map<String, Object>> rules) {
        return rules.stream()
                .map(rule -> Tree.text(Tree.map(rule.get("metadata")), "name").orElse("?"))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
