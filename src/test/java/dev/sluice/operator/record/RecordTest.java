package dev.sluice.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.core.release.Intent;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.testing.ForAll;
import dev.sluice.testing.world.Plans;
import dev.sluice.testing.world.ToyWorld;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordTest {

    private static final int LARGEST = 64 * 1024;

    @Test
    void a_state_reads_back_as_it_was_written_to_the_last_digit() {
        ForAll.forAll(
                50,
                random -> {
                    ToyWorld world = new ToyWorld(Plans.aPlan(), random);
                    world.counters.errorRate = random.nextDouble() * 0.01;
                    world.run(Duration.ofSeconds(random.nextInt(300)));
                    return world;
                },
                world -> {
                    String text = StateCodec.write(world.state).toString();
                    ReleaseState read = StateCodec.read(
                            Serialization.unmarshal(text, com.fasterxml.jackson.databind.JsonNode.class));
                    assertThat(read).isEqualTo(world.state);
                });
    }

    @Test
    void a_release_stays_small_over_ten_thousand_looks() {
        ToyWorld world = new ToyWorld(Plans.aPlan(), ForAll.random(ForAll.seed(7), 0));
        Release release = ReleaseObjects.create(Plans.aPlan(), 1, world.subject, null);
        int largest = 0;
        for (int look = 0; look < 10_000; look++) {
            world.second();
            if (look == 30) {
                world.ask(Intent.Kind.PAUSE);
            }
            if (look > 30 && look % 50 == 0) {
                world.ask(look % 100 == 0 ? Intent.Kind.PAUSE : Intent.Kind.RESUME);
            }
            release.setStatus(ReleaseStatuses.next(
                    release, Plans.aPlan(), Objects.requireNonNull(world.decision), true, world.now));
            largest = Math.max(largest, Serialization.asJson(release).getBytes(StandardCharsets.UTF_8).length);
            if (world.state.phase() == Phase.BAKING) {
                world.write(5);
            }
        }
        assertThat(largest).isGreaterThan(5_000).isLessThan(LARGEST);
    }
}
