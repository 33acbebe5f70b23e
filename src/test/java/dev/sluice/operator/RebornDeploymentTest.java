package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sim.DemoService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A governed Deployment that is deleted and made again. */
class RebornDeploymentTest {

    private final GovernedShop shop = new GovernedShop();

    @BeforeEach
    void govern() throws Exception {
        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void delete() {
        shop.client
                .apps()
                .deployments()
                .inNamespace("shop")
                .withName("checkout")
                .delete();
    }

    private void make(String tag) {
        shop.apply(new DemoService("shop", "checkout", 4, tag).manifests());
    }

    private List<String> images() {
        return shop.client.pods().inNamespace("shop").withLabel("app", "checkout").list().getItems().stream()
                .map(pod -> pod.getSpec().getContainers().get(0).getImage())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void it_is_adopted_again_whichever_template_it_has(String tag) throws Exception {
        delete();
        make(tag);

        shop.pass();
        assertThat(shop.isHeld("checkout")).as("before it has a ReplicaSet").isFalse();

        shop.live(Duration.ofSeconds(10));
        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
        assertThat(shop.isHeld("checkout")).isTrue();
        assertThat(shop.policy.getStatus().release).isNull();
        assertThat(images()).containsExactly("registry.example.com/checkout:" + tag);
        assertThat(shop.policy.getStatus().serving.images).containsExactly("registry.example.com/checkout:" + tag);
    }

    @Test
    void a_policy_forgets_what_served_with_its_deployment() throws Exception {
        delete();

        assertThat(shop.pass().reason().title()).isEqualTo("WorkloadMissing");

        assertThat(shop.policy.getStatus().serving).isNull();
        make("v2");
        shop.live(Duration.ofSeconds(10));
        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
    }

    @Test
    void a_policy_that_never_governed_leaves_the_route_of_a_missing_deployment_alone() throws Exception {
        try (GovernedShop fresh = new GovernedShop()) {
            fresh.shift("checkout", 20);
            fresh.client
                    .apps()
                    .deployments()
                    .inNamespace("shop")
                    .withName("checkout")
                    .delete();

            assertThat(fresh.pass().reason().title()).isEqualTo("WorkloadMissing");

            assertThat(fresh.routes()).contains("checkout 80/20");
        }
    }
}
