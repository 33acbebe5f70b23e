package dev.sluice.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.port.PortException;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.World;
import dev.sluice.sim.WorldSettings;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SecretCredentialsTest {

    private final FakeClock clock = new FakeClock();
    private final World world = World.start(WorldSettings.of(clock, 42));
    private final KubernetesClient client = world.client();
    private final SecretCredentials credentials = new SecretCredentials(client, clock);

    @AfterEach
    void stop() {
        client.close();
        world.close();
    }

    private void secret(String type) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("metrics")
                        .endMetadata()
                        .withType(type)
                        .addToData("token", "c2VjcmV0")
                        .build())
                .create();
    }

    @Test
    void a_token_is_read() throws Exception {
        secret("Opaque");

        assertThat(credentials.find("shop", "metrics").token()).isEqualTo("secret");
    }

    @Test
    void the_token_of_a_service_account_is_refused_with_what_to_do() {
        secret("kubernetes.io/service-account-token");

        PortException refusal = catchThrowableOfType(PortException.class, () -> credentials.find("shop", "metrics"));

        assertThat(refusal.kind()).isEqualTo(PortException.Kind.REJECTED);
        assertThat(refusal)
                .hasMessageContaining("Secret shop/metrics is of type kubernetes.io/service-account-token")
                .hasMessageContaining("a Secret of type Opaque")
                .hasMessageNotContaining("c2VjcmV0");
    }
}
