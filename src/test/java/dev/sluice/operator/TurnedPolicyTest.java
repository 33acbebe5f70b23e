package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy that is turned to another workload, on an API server that lets that pass. */
class TurnedPolicyTest {

    private final GovernedShop shop = new GovernedShop();

    @BeforeEach
    void govern() {
        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
        assertThat(shop.isHeld("checkout")).isTrue();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void it_is_refused_with_what_to_do_and_neither_deployment_is_touched() {
        String before = shop.deployment("checkout").getMetadata().getResourceVersion();
        shop.write("cart");

        Report report = shop.settle();

        assertThat(report.phase()).isEqualTo("Invalid");
        assertThat(shop.condition("Valid"))
                .startsWith("False Invalid: spec.workload.name: ")
                .contains("has taken over checkout")
                .contains("write checkout again, or delete the policy");
        assertThat(shop.announcer.reasons()).contains("Invalid");
        assertThat(shop.isHeld("cart")).isFalse();
        assertThat(shop.deployment("checkout").getMetadata().getResourceVersion())
                .isEqualTo(before);
    }

    @Test
    void a_change_of_the_former_deployment_stays_held() {
        shop.write("cart");
        shop.settle();

        shop.release("checkout", "v2");
        shop.settle();

        assertThat(shop.isHeld("checkout")).isTrue();
        assertThat(shop.client.pods().inNamespace("shop").list().getItems())
                .extracting(pod -> pod.getSpec().getContainers().get(0).getImage())
                .noneMatch(image -> image.endsWith("checkout:v2"));
    }

    @Test
    void it_is_followed_again_once_it_names_the_former_deployment() {
        shop.write("cart");
        shop.settle();
        shop.write("checkout");

        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
        assertThat(shop.condition("Valid")).startsWith("True");
    }

    @Test
    void deleting_it_lets_the_former_deployment_go() {
        shop.write("cart");
        shop.settle();

        assertThat(shop.letGo().phase()).isEqualTo("Gone");

        assertThat(shop.isHeld("checkout")).isFalse();
        assertThat(shop.deployment("checkout").getSpec().getPaused()).isNotEqualTo(true);
    }

    @Test
    void deleting_one_that_cannot_be_read_any_more_lets_the_deployment_go_too() {
        ((ObjectNode) shop.policy.getSpec()).put("bake", "soon");

        assertThat(shop.letGo().phase()).isEqualTo("Gone");

        assertThat(shop.deployment("checkout").getSpec().getPaused()).isNotEqualTo(true);
    }

    @Test
    void it_rivals_the_policies_of_the_former_deployment_and_not_those_of_the_other() {
        shop.write("cart");
        shop.policy.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");

        assertThat(Rivals.of(younger("checkout"), Stream.of(shop.policy))).isPresent();
        assertThat(Rivals.of(younger("cart"), Stream.of(shop.policy))).isEmpty();
        assertThat(Rivals.concerns(shop.policy, "checkout")).isTrue();
        assertThat(Rivals.concerns(shop.policy, "cart")).isFalse();
    }

    private static ReleasePolicy younger(String workload) {
        ReleasePolicy policy = new ReleasePolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("younger")
                .withUid("younger")
                .withCreationTimestamp("2026-02-01T00:00:00Z")
                .build());
        policy.setSpec(GovernedShop.spec(workload));
        return policy;
    }
}
