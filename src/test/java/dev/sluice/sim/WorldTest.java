package dev.sluice.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sim.json.Json;
import dev.sluice.sim.mesh.ClientLedger;
import dev.sluice.sim.mesh.Tally;
import dev.sluice.sim.mesh.TrafficSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorldTest {

    private final FakeClock clock = new FakeClock();
    private final World world = World.start(WorldSettings.of(clock, 42));
    private final DemoService cart = DemoService.named("shop", "cart");

    @AfterEach
    void stop() {
        world.close();
    }

    private void pass(Duration time) {
        clock.advance(time);
        world.tick();
    }

    private void serve() {
        world.apply(cart.manifests());
        pass(Duration.ofSeconds(5));
        world.send(new TrafficSource("shop", "cart", 200));
    }

    @Test
    void a_service_comes_up_and_its_users_are_served() {
        world.apply(cart.manifests());
        pass(Duration.ofMillis(300));
        assertThat(world.isServing("shop", "cart")).isFalse();
        pass(Duration.ofSeconds(5));
        assertThat(world.isServing("shop", "cart")).isTrue();
        world.send(new TrafficSource("shop", "cart", 200));
        pass(Duration.ofSeconds(10));
        ClientLedger ledger = world.ledger("shop", "cart");
        assertThat(ledger.byVersion()).containsOnlyKeys("v1");
        assertThat(ledger.total().requests()).isBetween(1_980L, 2_000L);
        assertThat(ledger.total().failures()).isZero();
    }

    @Test
    void a_native_rollout_fails_nobody_but_brings_a_bad_version_to_everyone() {
        serve();
        world.setImageAndEnv("shop", "cart", cart.image("v2"), Map.of("ERROR_RATE", "0.5"));
        pass(Duration.ofSeconds(30));
        ClientLedger ledger = world.ledger("shop", "cart");
        assertThat(ledger.of("v2").failureRatio()).isBetween(0.45, 0.55);
        assertThat(ledger.of("v1").failures()).isZero();
        assertThat(ledger.of("")).isEqualTo(Tally.NONE);
        assertThat(ledger.seconds().get(ledger.seconds().size() - 1).byVersion())
                .containsOnlyKeys("v2");
    }

    @Test
    void prometheus_tells_what_the_users_saw() throws Exception {
        serve();
        pass(Duration.ofSeconds(10));
        String body = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                world.prometheusUrl()
                                                        + "/api/v1/query?query=istio_requests_total%7Bdestination_workload=%22cart%22%7D%5B1m%5D"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        var values = Json.read(body).at("/data/result/0/values");
        assertThat(values).hasSizeBetween(9, 11);
        long last = values.get(values.size() - 1).get(1).asLong();
        assertThat(last)
                .isBetween(
                        world.ledger("shop", "cart").total().requests() - 200,
                        world.ledger("shop", "cart").total().requests());
    }

    @Test
    void the_same_seed_gives_the_same_requests() {
        serve();
        world.setEnv("shop", "cart", Map.of("ERROR_RATE", "0.3"));
        pass(Duration.ofSeconds(20));
        FakeClock otherClock = new FakeClock();
        try (World other = World.start(WorldSettings.of(otherClock, 42))) {
            other.apply(cart.manifests());
            otherClock.advance(Duration.ofSeconds(5));
            other.tick();
            other.send(new TrafficSource("shop", "cart", 200));
            other.setEnv("shop", "cart", Map.of("ERROR_RATE", "0.3"));
            otherClock.advance(Duration.ofSeconds(20));
            other.tick();
            assertThat(other.ledger("shop", "cart")).isEqualTo(world.ledger("shop", "cart"));
        }
        assertThat(world.ledger("shop", "cart").total().failures()).isPositive();
    }

    @Test
    void applying_again_keeps_what_others_have_set() {
        serve();
        try (KubernetesClient client = world.client()) {
            client.apps().deployments().inNamespace("shop").withName("cart").edit(deployment -> {
                deployment.getSpec().setPaused(true);
                return deployment;
            });
            world.apply(cart.manifests().replace("replicas: 4", "replicas: 3"));
            var spec = client.apps()
                    .deployments()
                    .inNamespace("shop")
                    .withName("cart")
                    .get()
                    .getSpec();
            assertThat(spec.getPaused()).isTrue();
            assertThat(spec.getReplicas()).isEqualTo(3);
        }
    }

    @Test
    void a_clock_that_jumps_far_is_not_lived_through() {
        serve();
        pass(Duration.ofHours(5));
        assertThat(world.ledger("shop", "cart").total().requests()).isBetween(119_000L, 120_500L);
    }
}
