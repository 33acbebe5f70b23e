package dev.sluice.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.port.FakeRouter;
import dev.sluice.core.port.PortException;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.Weights;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.World;
import dev.sluice.sim.WorldSettings;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that has lost its lease writes no weights, whatever it still believes. */
final class LeaderOnlyRouterTest {

    private static final Weights HALF = new Weights(50);

    private final World world = World.start(WorldSettings.of(new FakeClock(), 42));
    private final KubernetesClient client = world.client();
    private final FakeRouter routes = new FakeRouter();
    private final TrafficTarget target =
            new TrafficTarget("shop", "checkout", "checkout-canary", "checkout", List.of());
    private final LeaderOnlyRouter router =
            new LeaderOnlyRouter(routes, new Election(client, true, "sluice-system", "sluice-a"));

    @BeforeEach
    void route() {
        routes.leadToService(target);
    }

    @AfterEach
    void stop() {
        client.close();
        world.close();
    }

    private void heldBy(String holder) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("sluice-system")
                        .withName(Election.LEASE)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(holder)
                        .endSpec()
                        .build())
                .create();
    }

    private void shift() throws PortException {
        router.shift(target, HALF, router.view(target, Weights.STABLE).version());
    }

    @Test
    void the_holder_of_the_lease_shifts_and_clears() throws PortException {
        heldBy("sluice-a");

        shift();
        assertThat(router.view(target, HALF).configured()).isEqualTo(HALF);
        router.clear(target);
        assertThat(router.view(target, Weights.STABLE).isClear()).isTrue();
    }

    @Test
    void another_process_writes_nothing_and_says_who_leads() throws PortException {
        heldBy("sluice-b");

        PortException failure = catchThrowableOfType(PortException.class, this::shift);

        assertThat(failure.kind()).isEqualTo(PortException.Kind.TRANSIENT);
        assertThat(failure)
                .hasMessage("Lease sluice-system/sluice is held by sluice-b, not by sluice-a: nothing was written");
        assertThat(catchThrowableOfType(PortException.class, () -> router.clear(target)))
                .isNotNull();
        assertThat(router.view(target, Weights.STABLE).configured()).isEqualTo(Weights.STABLE);
    }

    @Test
    void a_lease_that_cannot_be_read_does_not_keep_traffic_from_going_back() throws PortException {
        heldBy("sluice-a");
        shift();
        world.close();

        router.clear(target);

        assertThat(router.view(target, Weights.STABLE).configured()).isEqualTo(Weights.STABLE);
    }
}
