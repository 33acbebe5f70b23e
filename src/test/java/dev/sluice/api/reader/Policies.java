package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Policies to read in tests. */
final class Policies {
    static final String MINIMAL = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: checkout, namespace: shop}
            spec:
              workload: {name: checkout}
              traffic: {service: checkout, istio: {}}
            """;

    static final String FULL = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: cart-policy, namespace: shop, uid: u-1, labels: {team: cart}}
            spec:
              workload: {kind: Deployment, name: cart}
              traffic:
                service: cart-web
                istio: {virtualService: cart-routes, routes: [primary, beta]}
              strategy:
                canary:
                  steps: [2, 20]
                  pace: {every: 1m30s}
                  maxDuration: 1h
                  onInconclusive: advance
              analysis:
                prometheus:
                  address: https://prom.example:9090/prefix
                  preset: istio-server
                  secret: prom-login
                  insecureSkipVerify: true
                  timeout: 3s
                  interval: 2s
                errors: {maxRatio: 2, maxIncrease: 0.5%, harmBudget: 1%}
                thresholds:
                  errorRate: 2%
                  latency: {percentile: 99.9, max: 250ms}
                  window: 30s
                  failures: 5
                noDataLimit: 1m
              onFailure: pause
              bake: 30s
              readyWithin: 3m
            """;

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Policies() {}

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The full policy with one value put at a path such as {@code /spec/bake}, or removed where it is null. */
    static JsonNode fullWith(String pointer, JsonNode value) {
        ObjectNode policy = (ObjectNode) parse(FULL);
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) policy.at(pointer.substring(0, slash));
        parent.set(pointer.substring(slash + 1), value);
        return policy;
    }
}
