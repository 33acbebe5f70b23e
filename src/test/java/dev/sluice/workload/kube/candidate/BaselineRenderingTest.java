package dev.sluice.workload.kube.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.tree.Yaml;
import org.junit.jupiter.api.Test;

class BaselineRenderingTest {
    private static final BaselineRendering RENDERING = new BaselineRendering(
            new WorkloadTarget("shop", "checkout", "checkout", "checkout-canary", "policy", "uid-1"));

    private static final ObjectNode STABLE = Yaml.tree("""
            metadata:
              name: checkout
              namespace: shop
              ownerReferences: [{kind: Set, uid: x}]
              labels: {app: checkout, app.kubernetes.io/managed-by: Helm, sluice.dev/role: mine}
              annotations: {argocd.argoproj.io/tracking-id: t, example.com/oncall: payments}
            spec:
              replicas: 5
              paused: true
              minReadySeconds: 3
              strategy: {type: Recreate}
              selector:
                matchLabels: {app: checkout, tier: web}
                matchExpressions: [{key: env, operator: Exists}]
            """);

    @Test
    void it_is_the_stable_one_under_another_name_with_one_label_more() {
        ObjectNode serving = Yaml.tree("{metadata: {labels: {app: checkout, tier: web, env: x}}, spec: {affinity: "
                + "{podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                + "[{labelSelector: {matchLabels: {app: checkout}}}]}}, future: {a: 1}}}");

        assertThat(RENDERING.deployment(STABLE, serving, 2)).isEqualTo(Yaml.tree("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: checkout-baseline
                          namespace: shop
                          labels:
                            app: checkout
                            app.kubernetes.io/managed-by: sluice
                            sluice.dev/policy-uid: uid-1
                            sluice.dev/role: baseline
                          annotations: {sluice.dev/policy: policy, example.com/oncall: payments}
                        spec:
                          replicas: 2
                          paused: false
                          revisionHistoryLimit: 1
                          minReadySeconds: 3
                          strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}}
                          selector:
                            matchLabels: {app: checkout, tier: web, sluice.dev/role: baseline}
                            matchExpressions: [{key: env, operator: Exists}]
                          template:
                            metadata: {labels: {app: checkout, tier: web, env: x, sluice.dev/role: baseline}}
                            spec:
                              affinity:
                                podAntiAffinity:
                                  requiredDuringSchedulingIgnoredDuringExecution:
                                  - labelSelector: {matchLabels: {app: checkout}}
                              future: {a: 1}
                        """));
        assertThat(serving.toString())
                .as("the serving template is left as it was")
                .doesNotContain("baseline");
    }
}
