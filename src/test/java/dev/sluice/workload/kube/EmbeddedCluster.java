package dev.sluice.workload.kube;

import dev.sluice.sim.FakeClock;
import dev.sluice.sim.World;
import dev.sluice.sim.WorldSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** The embedded world, whose API server serves only the kinds that it knows. */
final class EmbeddedCluster implements Cluster {
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 5;

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
        for (int tries = 1; ; tries++) {
            clock.advance(A_WHILE);
            world.tick();
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        client.close();
        world.close();
    }
}
