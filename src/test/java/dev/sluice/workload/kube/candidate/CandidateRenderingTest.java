package dev.sluice.workload.kube.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.tree.Yaml;
import org.junit.jupiter.api.Test;

class CandidateRenderingTest {
    private static final CandidateRendering RENDERING = new CandidateRendering(
            new WorkloadTarget("shop", "checkout", "checkout", "checkout-canary", "policy", "uid-1"),
            new CandidateLabel("app", "checkout", "checkout-canary"));
    private static final ObjectNode STABLE = Yaml.tree("""
            metadata:
              name: checkout
              namespace: shop
              uid: u
              resourceVersion: '9'
              ownerReferences: [{kind: Set, uid: x}]
              labels:
                app: checkout
                app.kubernetes.io/managed-by: Helm
                app.kubernetes.io/instance: shop
                helm.sh/chart: c
                kustomize.toolkit.fluxcd.io/name: k
                helm.toolkit.fluxcd.io/name: h
              annotations:
                meta.helm.sh/release-name: r
                argocd.argoproj.io/tracking-id: t
                kubectl.kubernetes.io/last-applied-configuration: '{}'
                deployment.kubernetes.io/revision: '4'
                sluice.dev/held-by: shop/policy
                example.com/oncall: payments
            spec:
              replicas: 5
              paused: true
              progressDeadlineSeconds: 90
              minReadySeconds: 3
              revisionHistoryLimit: 10
              strategy: {type: Recreate}
              selector:
                matchLabels: {app: checkout, tier: web}
                matchExpressions: [{key: env, operator: Exists}]
            """);

    @Test
    void the_deployment_is_the_stable_one_under_another_name_and_label() {
        ObjectNode judged =
                Yaml.tree("{metadata: {labels: {app: checkout, tier: web, env: x}}, spec: {future: {a: 1}}}");

        assertThat(RENDERING.deployment(STABLE, judged, 2)).isEqualTo(Yaml.tree("""
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata:
                                  name: checkout-canary
                                  namespace: shop
                                  labels:
                                    app: checkout
                                    app.kubernetes.io/managed-by: sluice
                                    sluice.dev/policy-uid: uid-1
                                  annotations: {sluice.dev/policy: policy, example.com/oncall: payments}
                                spec:
                                  replicas: 2
                                  paused: false
                                  revisionHistoryLimit: 1
                                  progressDeadlineSeconds: 90
                                  minReadySeconds: 3
                                  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}}
                                  selector:
                                    matchLabels: {app: checkout-canary, tier: web}
                                    matchExpressions: [{key: env, operator: Exists}]
                                  template:
                                    metadata: {labels: {app: checkout-canary, tier: web, env: x}}
                                    spec: {future: {a: 1}}
                                """));
        assertThat(judged.toString())
                .as("the judged template is left as it was")
                .doesNotContain("canary");
    }

    @Test
    void rules_about_the_stable_pods_become_rules_about_candidate_pods() {
        ObjectNode judged = Yaml.tree("""
                spec:
                  topologySpreadConstraints:
                  - labelSelector: {matchLabels: {app: checkout}}
                  - labelSelector: {matchLabels: {app: redis}}
                  affinity:
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                      - labelSelector: {matchExpressions: [{key: app, operator: In, values: [cart, checkout]}]}
                      - labelSelector: {matchExpressions: [{key: app, operator: NotIn, values: [checkout]}]}
                      preferredDuringSchedulingIgnoredDuringExecution:
                      - {weight: 1, podAffinityTerm: {labelSelector: {matchLabels: {app: checkout, tier: web}}}}
                    podAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                      - labelSelector: {matchExpressions: [{key: tier, operator: In, values: [checkout]}]}
                """);

        ObjectNode template = CandidateTemplate.of(judged, new CandidateLabel("app", "checkout", "checkout-canary"));

        assertThat(template.path("spec")).isEqualTo(Yaml.tree("""
                                topologySpreadConstraints:
                                - labelSelector: {matchLabels: {app: checkout-canary}}
                                - labelSelector: {matchLabels: {app: redis}}
                                affinity:
                                  podAntiAffinity:
                                    requiredDuringSchedulingIgnoredDuringExecution:
                                    - labelSelector: {matchExpressions: [{key: app, operator: In, values: [cart, checkout-canary]}]}
                                    - labelSelector: {matchExpressions: [{key: app, operator: NotIn, values: [checkout]}]}
                                    preferredDuringSchedulingIgnoredDuringExecution:
                                    - {weight: 1, podAffinityTerm: {labelSelector: {matchLabels: {app: checkout-canary, tier: web}}}}
                                  podAffinity:
                                    requiredDuringSchedulingIgnoredDuringExecution:
                                    - labelSelector: {matchExpressions: [{key: tier, operator: In, values: [checkout]}]}
                                """));
    }

    @Test
    void a_load_balancers_service_becomes_an_inner_one() {
        ObjectNode stable = Yaml.tree("""
                metadata: {name: checkout, labels: {app: checkout}, annotations: {external-dns: checkout.example.com}}
                spec:
                  type: LoadBalancer
                  clusterIP: 10.0.0.7
                  clusterIPs: [10.0.0.7]
                  externalIPs: [1.2.3.4]
                  externalTrafficPolicy: Local
                  healthCheckNodePort: 30100
                  loadBalancerIP: 1.2.3.4
                  allocateLoadBalancerNodePorts: true
                  sessionAffinity: ClientIP
                  publishNotReadyAddresses: true
                  futureField: kept
                  selector: {app: checkout, tier: web}
                  ports:
                  - {name: http, port: 80, targetPort: web, nodePort: 30080, appProtocol: http2}
                """);

        assertThat(RENDERING.service(stable)).isEqualTo(Yaml.tree("""
                                apiVersion: v1
                                kind: Service
                                metadata:
                                  name: checkout-canary
                                  namespace: shop
                                  labels: {app: checkout, app.kubernetes.io/managed-by: sluice, sluice.dev/policy-uid: uid-1}
                                  annotations: {sluice.dev/policy: policy}
                                spec:
                                  type: ClusterIP
                                  sessionAffinity: ClientIP
                                  publishNotReadyAddresses: true
                                  futureField: kept
                                  selector: {app: checkout-canary, tier: web}
                                  ports: [{name: http, port: 80, targetPort: web, appProtocol: http2}]
                                """));
    }

    @Test
    void a_headless_service_stays_headless() {
        ObjectNode stable = Yaml.tree(
                "{metadata: {name: checkout}, spec: {clusterIP: None, clusterIPs: [None], selector: {app: checkout}}}");

        assertThat(RENDERING.service(stable).path("spec"))
                .isEqualTo(Yaml.tree("{clusterIP: None, type: ClusterIP, selector: {app: checkout-canary}}"));
    }
}
