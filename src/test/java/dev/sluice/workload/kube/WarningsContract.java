package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link WorkloadGateway} says about objects that will not hold for candidate pods, on any API server. */
abstract class WarningsContract {
    Cluster cluster;
    Shop shop;
    private WorkloadGateway gateway;

    abstract Cluster cluster();

    @BeforeEach
    void openShop() {
        cluster = cluster();
        shop = new Shop(cluster);
        gateway = new DeploymentGateway(cluster.client());
        shop.open();
    }

    @AfterEach
    void closeShop() {
        cluster.close();
    }

    List<String> warnings() throws PortException {
        return gateway.warnings(shop.target);
    }

    private void networkPolicy(String podSelector) {
        shop.apply("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web}, "
                + "spec: {podSelector: " + podSelector + ", policyTypes: [Ingress]}}");
    }

    @Test
    void a_network_policy_on_the_stable_pods_alone_is_named_with_what_to_do() throws Exception {
        networkPolicy("{matchLabels: {app: checkout}}");

        assertThat(warnings())
                .containsExactly("NetworkPolicy " + cluster.namespace()
                        + "/web chooses pods by app=checkout, which candidate pods do not have (app=checkout-canary): "
                        + "its rules do not hold for them; let it choose both, or write one more for "
                        + "app=checkout-canary.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{matchLabels: {tier: web}}",
                "{matchLabels: {app: cart}}",
                "{matchExpressions: [{key: app, operator: In, values: [checkout, checkout-canary]}]}",
                "{matchExpressions: [{key: app, operator: Exists}]}",
                "{matchExpressions: [{key: app, operator: NotIn, values: [checkout]}]}",
            })
    void one_that_chooses_both_or_neither_is_no_matter(String podSelector) throws Exception {
        networkPolicy(podSelector);

        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{matchLabels: {app: checkout, tier: web}}",
                "{matchExpressions: [{key: app, operator: In, values: [checkout, cart]}]}",
                "{matchExpressions: [{key: app, operator: NotIn, values: [checkout-canary]}]}",
            })
    void one_that_leaves_candidate_pods_out_by_any_words_is_named(String podSelector) throws Exception {
        networkPolicy(podSelector);

        assertThat(warnings()).singleElement().asString().contains("/web chooses pods by app=checkout");
    }

    @Test
    void a_network_policy_of_others_that_lets_the_stable_pods_through_is_named() throws Exception {
        shop.apply("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: database}
                spec:
                  podSelector: {matchLabels: {app: database}}
                  ingress:
                  - from:
                    - podSelector: {matchLabels: {app: checkout}}
                """);

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("/database chooses pods by app=checkout")
                .contains("what it lets through from or to the stable pods it stops for them");
    }

    @Test
    void a_disruption_budget_of_the_stable_pods_is_named() throws Exception {
        shop.apply("{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: checkout}, "
                + "spec: {minAvailable: 1, selector: {matchLabels: {app: checkout}}}}");

        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("PodDisruptionBudget ")
                .contains("they may all be evicted at once");
    }

    @Test
    void without_a_deployment_there_is_nothing_to_warn_of() throws Exception {
        networkPolicy("{matchLabels: {app: checkout}}");
        shop.delete("checkout");

        cluster.eventually(() -> assertThat(warnings()).isEmpty());
    }
}
