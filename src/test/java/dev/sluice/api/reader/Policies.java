package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.metric.TemplateKind;
import dev.sluice.api.metric.TemplateRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

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
                  preset: istio
                  secret: prom-login
                  insecureSkipVerify: true
                  timeout: 3s
                  interval: 2s
                errors:
                  maxRatio: 2
                  maxIncrease: 0.5%
                  harmBudget: 1%
                  objective: 99.5%
                  failures: [5xx, 429]
                  grpcFailures: [UNAVAILABLE, 13]
                  route: handler
                latency: {objective: 400ms, percentile: 99.5, maxRatio: 1.5, warmUp: 30s}
                metrics:
                  - name: heap
                    query: avg(heap_bytes{namespace="{{namespace}}",pod=~"{{pods}}"})
                    stableQuery: avg(heap_bytes{pod=~"{{pods}}"}) + 0
                    window: 2m
                    compare: {worse: higher, tolerance: 20%, slack: 1000}
                  - name: restarts
                    query: sum(increase(restarts_total{app="{{workload}}"}[{{window}}]))
                    limit: {min: -1, max: 2.5, failures: 2, within: 10m}
                  - name: queue
                    template: {name: queue-depth, kind: ClusterMetricTemplate}
                    variables: {queue: orders}
                baseline: fresh
                quiet: {path: "/healthz?deep=1", perSecond: 0.5, port: http}
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

    private static final String QUEUE_DEPTH = """
            apiVersion: sluice.dev/v1alpha1
            kind: ClusterMetricTemplate
            metadata: {name: queue-depth}
            spec:
              description: Messages that wait.
              query: sum(queue_depth{app="{{workload}}",queue=~"{{queue}}{{suffix}}"})
              variables:
                - {name: queue, description: Name of the queue.}
                - {name: suffix, default: ""}
              window: 30s
              compare: {worse: either, slack: 10}
            """;

    /** The template that the full policy names. */
    static final MetricTemplates TEMPLATES = new Templates(Map.of(
            new TemplateRef(TemplateKind.CLUSTER, "shop", "queue-depth"), QUEUE_DEPTH,
            new TemplateRef(TemplateKind.NAMESPACED, "shop", "queue-depth"), QUEUE_DEPTH));

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Policies() {}

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a policy beside the templates that the full one needs. */
    static PolicyReading read(JsonNode policy) {
        return new PolicyReader(Defaults.STANDARD, TEMPLATES).read(policy);
    }

    /** All templates that there are, as texts. */
    record Templates(Map<TemplateRef, String> texts) implements MetricTemplates {
        @Override
        public Optional<JsonNode> find(TemplateRef template) {
            return Optional.ofNullable(texts.get(template)).map(Policies::parse);
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    }

    /** The full policy with one value put at a path such as {@code /spec/bake}, or removed where it is null. */
    static JsonNode fullWith(String pointer, JsonNode value) {
        ObjectNode policy = (ObjectNode) parse(FULL);
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = policy.at(pointer.substring(0, slash));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(pointer.substring(slash + 1)), value);
        } else {
            ((ObjectNode) parent).set(pointer.substring(slash + 1), value);
        }
        return policy;
    }
}
