package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.operator.record.PolicyObjects;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release under way, how it ends, and what follows on its end. */
class UnderWayTest {

    private final GovernedShop shop = new GovernedShop();

    @BeforeEach
    void begin() {
        shop.settle();
        shop.release("checkout", "v2");
        assertThat(shop.pass().reason().title()).isEqualTo("Releasing");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void useRoute(String virtualService) {
        shop.write("checkout");
        ((ObjectNode) shop.policy.getSpec().at("/traffic/istio")).put("virtualService", virtualService);
    }

    @Test
    void it_keeps_to_the_route_that_it_began_with_and_another_one_applies_at_rest() {
        useRoute("nowhere");

        assertThat(shop.pass().reason().title()).isNotEqualTo("RouteUnusable");

        shop.end(Phase.WITHDRAWN, UnaryOperator.identity());
        shop.pass();
        assertThat(shop.pass().reason().title()).isEqualTo("RouteUnusable");
    }

    @Test
    void a_template_with_evidence_against_it_is_refused_however_the_release_ended() {
        shop.end(Phase.SUPERSEDED, ReleaseState::condemned);

        assertThat(shop.settle().reason().title()).isEqualTo("Refused");
    }

    @Test
    void a_template_without_is_released_again() {
        shop.end(Phase.SUPERSEDED, UnaryOperator.identity());
        shop.pass();

        assertThat(shop.newest().getMetadata().getName()).isEqualTo("checkout-2");
    }

    @Test
    void a_retry_that_was_answered_during_the_release_is_none_of_its_end() {
        shop.ask("one", IntentSpec.Kind.Retry);
        shop.pass();
        shop.end(Phase.ROLLED_BACK, UnaryOperator.identity());

        assertThat(shop.settle().reason().title()).isEqualTo("Refused");

        shop.ask("two", IntentSpec.Kind.Retry);
        assertThat(shop.pass().reason().title()).isEqualTo("Releasing");
    }

    @Test
    void a_candidate_is_not_swept_while_its_release_is_under_way() {
        ReleasePolicyStatus stale = PolicyObjects.copy(PolicyObjects.status(shop.policy));
        stale.release = null;
        shop.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: checkout-canary, namespace: shop, labels: {sluice.dev/policy-uid: uid-of-policy}}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: checkout-canary}}
                  template:
                    metadata: {labels: {app: checkout-canary}}
                    spec: {containers: [{name: app, image: "checkout:v2"}]}
                """);
        shop.policy.setStatus(stale);

        assertThat(shop.pass().reason().title()).isEqualTo("Releasing");

        assertThat(shop.policy.getStatus().release).isEqualTo("checkout-1");
        assertThat(shop.deployment("checkout-canary")).isNotNull();
    }

    @Test
    void paused_and_unchanged_it_is_not_written_again() {
        shop.ask("one", IntentSpec.Kind.Pause);
        shop.pass();
        shop.pass();
        shop.pass();
        String before = shop.newest().getMetadata().getResourceVersion();

        for (int time = 0; time < 5; time++) {
            shop.live(Duration.ofSeconds(5));
            assertThat(shop.pass().phase()).isEqualTo("Paused");
        }

        assertThat(shop.newest().getMetadata().getResourceVersion()).isEqualTo(before);
    }

    @Test
    void deleted_by_hand_it_leaves_no_metrics() {
        shop.pass();
        assertThat(shop.registry.find("sluice.release.phase").gauges()).isNotEmpty();

        shop.client.resource(shop.newest()).delete();
        shop.pass();

        assertThat(shop.registry
                        .find("sluice.release.phase")
                        .tag("release", "checkout-1")
                        .gauges())
                .isEmpty();
    }

    @Test
    void a_rival_looks_again_by_itself() {
        shop.end(Phase.WITHDRAWN, UnaryOperator.identity());

        assertThat(shop.pass("Policy other is older.").wakeAfter()).isEqualTo(Duration.ofSeconds(15));
    }
}
