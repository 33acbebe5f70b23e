package dev.sluice.workload.kube;

import dev.sluice.sim.FakeClock;
import dev.sluice.sim.World;
import dev.sluice.sim.WorldSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** The embedded world, whose API server serves only the kinds that it knows. */
final class EmbeddedCluster implements Cluster {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();
    private final World world = World.start(WorldSettings.of(clock, 11));
    private final KubernetesClient client = world.client();

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String namespace() {
        return "shop";
    }

    @Override
    public void eventually(Check assertion) throws Exception {
        clock.advance(A_WHILE);
        world.tick();
        assertion.run();
    }

    @Override
    public void close() {
        client.close();
        world.close();
    }
}
