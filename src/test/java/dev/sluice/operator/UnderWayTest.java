package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.release.Phase;
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
}
