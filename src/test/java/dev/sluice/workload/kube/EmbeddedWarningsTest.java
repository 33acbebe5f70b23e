package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The contract about warnings on the embedded API server, and kinds that a cluster may or may not have. */
class EmbeddedWarningsTest extends WarningsContract {
    @Override
    Cluster cluster() {
        return new EmbeddedCluster();
    }

    @Test
    void an_authorization_policy_on_the_stable_pods_is_named() throws Exception {
        shop.apply("{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: checkout}, "
                + "spec: {selector: {matchLabels: {app: checkout}}, rules: [{}]}}");

        assertThat(warnings()).singleElement().asString().startsWith("AuthorizationPolicy shop/checkout ");
    }

    @Test
    void one_for_the_whole_namespace_holds_for_candidate_pods_too() throws Exception {
        shop.apply("{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: all}, "
                + "spec: {rules: [{}]}}");

        assertThat(warnings()).isEmpty();
    }

    @Test
    void a_pod_monitor_is_named_once_the_cluster_has_such_things() throws Exception {
        assertThat(warnings()).isEmpty();
        shop.apply("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: podmonitors.monitoring.coreos.com}
                spec:
                  group: monitoring.coreos.com
                  scope: Namespaced
                  names: {kind: PodMonitor, plural: podmonitors, singular: podmonitor}
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
                """);
        shop.apply("{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: {name: checkout}, "
                + "spec: {selector: {matchLabels: {app: checkout}}, podMetricsEndpoints: [{port: http}]}}");

        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("PodMonitor shop/checkout ")
                .contains("they are not scraped by it");
    }
}
