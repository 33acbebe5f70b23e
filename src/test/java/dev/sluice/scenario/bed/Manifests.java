package dev.sluice.scenario.bed;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The YAML that a team would apply. Words in capitals between @ are filled in. */
public final class Manifests {

    public static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: @APP@}
            spec:
              replicas: 4
              selector: {matchLabels: {app: @APP@}}
              template:
                metadata: {labels: {app: @APP@}}
                spec:
                  containers:
                  - name: app
                    image: @IMAGE@
                    env: @ENV@
                    ports: [{containerPort: 8080}]
            ---
            """;

    public static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: @APP@}
            spec: {selector: {app: @APP@}, ports: [{name: http, port: 80, targetPort: 8080}]}
            ---
            """;

    public static final String VIRTUAL_SERVICE = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: @APP@}
            spec:
              hosts: [@HOST@]
              gateways: [mesh]
              http:
              - name: primary
                route:
                - destination: {host: @HOST@, port: {number: 80}}
            ---
            """;

    public static final String ALL = DEPLOYMENT + SERVICE + VIRTUAL_SERVICE;

    /** The same with pods whose own metrics Prometheus scrapes. */
    public static final String ALL_SCRAPED = ALL.replace(
            "metadata: {labels: {app: @APP@}}",
            "metadata: {labels: {app: @APP@}, annotations: {prometheus.io/scrape: \"true\"}}");

    private Manifests() {}

    static String filled(String manifest, Map<String, String> names) {
        String text = manifest;
        for (Map.Entry<String, String> entry : names.entrySet()) {
            text = text.replace("@" + entry.getKey() + "@", entry.getValue());
        }
        return text;
    }

    /** What is filled in for an app of this build. */
    static Map<String, String> names(String namespace, String app, Build build) {
        return Map.of(
                "APP",
                app,
                "NS",
                namespace,
                "HOST",
                app + "." + namespace + ".svc.cluster.local",
                "IMAGE",
                build.image(),
                "ENV",
                env(build).stream()
                        .map(env -> "{name: " + env.getName() + ", value: \"" + env.getValue() + "\"}")
                        .collect(Collectors.joining(", ", "[", "]")));
    }

    static List<EnvVar> env(Build build) {
        return new TreeMap<>(build.env())
                .entrySet().stream()
                        .map(entry -> new EnvVar(entry.getKey(), entry.getValue(), null))
                        .toList();
    }

    static InputStream stream(String manifest) {
        return new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8));
    }
}
