package dev.sluice.workload.kube;

import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.workload.kube.tree.Yaml;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The checkout service of a shop: its manifests, and what its team does with them. */
final class Shop {
    static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: checkout
              labels: {app: checkout, team: payments, helm.sh/chart: checkout-1.2.3, app.kubernetes.io/managed-by: Helm}
              annotations: {meta.helm.sh/release-name: checkout, example.com/oncall: payments}
            spec:
              replicas: 2
              minReadySeconds: 0
              progressDeadlineSeconds: 120
              selector: {matchLabels: {app: checkout, tier: web}}
              template:
                metadata:
                  labels: {app: checkout, tier: web}
                  annotations: {example.com/dashboard: checkout}
                spec:
                  terminationGracePeriodSeconds: 1
                  topologySpreadConstraints:
                  - maxSkew: 1
                    topologyKey: kubernetes.io/hostname
                    whenUnsatisfiable: ScheduleAnyway
                    labelSelector: {matchLabels: {app: checkout}}
                  containers:
                  - name: app
                    image: example.com/checkout:v1
                    env:
                    - {name: COLOUR, value: blue}
                    ports: [{containerPort: 8080}]
                    resources: {requests: {cpu: "100m"}}
            """;
    static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: checkout
              labels: {app: checkout}
              annotations: {external-dns.alpha.kubernetes.io/hostname: checkout.example.com}
            spec:
              type: NodePort
              selector: {app: checkout}
              ports: [{name: http, port: 80, targetPort: 8080}]
            """;

    private static final int MOST_TRIES = 5;

    final Cluster cluster;
    final WorkloadTarget target;

    Shop(Cluster cluster) {
        this.cluster = cluster;
        this.target = new WorkloadTarget(
                cluster.namespace(), "checkout", "checkout", "checkout-canary", "checkout-policy", "uid-of-policy");
    }

    void open() {
        apply(DEPLOYMENT);
        apply(SERVICE);
    }

    void apply(String yaml) {
        cluster.client()
                .resource(Yaml.tree(yaml).toString())
                .inNamespace(cluster.namespace())
                .create();
    }

    /** What the team's pipeline does: a new image and nothing else. */
    void release(String tag) {
        edit(deployment -> deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .setImage("example.com/checkout:" + tag));
    }

    /** What {@code kubectl rollout restart} writes. */
    void restart() {
        edit(deployment -> deployment
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .put("kubectl.kubernetes.io/restartedAt", "2026-11-23T10:00:00Z"));
    }

    /** Tries again on a conflict, as kubectl does: controllers write the status meanwhile. */
    void edit(Consumer<Deployment> change) {
        for (int tries = 1; ; tries++) {
            try {
                cluster.client()
                        .apps()
                        .deployments()
                        .inNamespace(cluster.namespace())
                        .withName("checkout")
                        .edit(deployment -> {
                            change.accept(deployment);
                            return deployment;
                        });
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    Deployment deployment(String name) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withName(name)
                .get();
    }

    /** Those that have a value: the in-process API server keeps a null where a merge patch removes a key. */
    Map<String, String> annotations() {
        Map<String, String> annotations =
                new HashMap<>(deployment("checkout").getMetadata().getAnnotations());
        annotations.values().removeIf(Objects::isNull);
        return annotations;
    }

    Service service(String name) {
        return cluster.client()
                .services()
                .inNamespace(cluster.namespace())
                .withName(name)
                .get();
    }

    void delete(String name) {
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withName(name)
                .delete();
    }

    /** The record as it is after adoption. */
    static KnownTemplates serving(WorkloadView view) {
        return new KnownTemplates(view.roll().newUid(), view.deployment().template(), null);
    }

    static KnownTemplates judging(KnownTemplates record, Template judged) {
        return new KnownTemplates(record.servingUid(), record.serving(), judged);
    }

    /** Whether the call was refused, and how. */
    static PortException.Kind refusal(Cluster.Check call) throws Exception {
        try {
            call.run();
        } catch (PortException e) {
            return e.kind();
        }
        throw new AssertionError("nothing was refused");
    }
}
