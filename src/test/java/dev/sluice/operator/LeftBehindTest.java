package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A baseline that no release knows of. */
class LeftBehindTest {

    private static final String BASELINE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: checkout-baseline
              namespace: shop
              labels: {app: checkout, sluice.dev/role: baseline, sluice.dev/policy-uid: UID}
            spec:
              replicas: 2
              selector: {matchLabels: {app: checkout, sluice.dev/role: baseline}}
              template:
                metadata: {labels: {app: checkout, sluice.dev/role: baseline}}
                spec: {containers: [{name: checkout, image: "registry.example.com/checkout:v1"}]}
            """;

    private final GovernedShop shop = new GovernedShop();

    @BeforeEach
    void govern() {
        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void leave(String uid) {
        shop.apply(BASELINE.replace("UID", uid));
        shop.live(Duration.ofSeconds(10));
    }

    private boolean isThere() {
        return shop.deployment("checkout-baseline") != null;
    }

    @Test
    void it_is_swept_at_rest_and_the_stable_pods_stay() {
        leave("uid-of-policy");

        assertThat(shop.pass().reason().title()).isEqualTo("Sweeping");

        assertThat(isThere()).isFalse();
        assertThat(shop.settle().sentence()).startsWith("4 pods serve");
    }

    @Test
    void it_goes_with_the_policy() {
        leave("uid-of-policy");

        assertThat(shop.letGo().phase()).isEqualTo("Gone");

        assertThat(isThere()).isFalse();
        assertThat(shop.isHeld("checkout")).isFalse();
    }

    @Test
    void it_goes_with_the_deployment() {
        leave("uid-of-policy");
        shop.client
                .apps()
                .deployments()
                .inNamespace("shop")
                .withName("checkout")
                .delete();

        assertThat(shop.pass().reason().title()).isEqualTo("WorkloadMissing");

        assertThat(isThere()).isFalse();
    }

    @Test
    void what_another_made_is_left_alone() {
        leave("uid-of-another");

        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
        assertThat(shop.letGo().phase()).isEqualTo("Gone");

        assertThat(isThere()).isTrue();
    }
}
