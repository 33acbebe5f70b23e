package dev.sluice.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.release.WayBack;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.testing.world.Plans;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way back of a promotion while a newer template is there. */
class RollingBackTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Template SERVING = new Template("v1");

    private static List<Effect> effects(String servingUid) {
        Subject subject = new Subject("checkout-1", 1, "rs-v1", SERVING, new Template("v2"), List.of("v2"), NOW);
        WayBack back = new WayBack(
                Phase.SUPERSEDED, ReasonCode.SUPERSEDED, true, false, Phase.PROMOTING, "A newer template is there.");
        ReleaseState state = ReleaseState.start(NOW).in(Phase.ROLLING_BACK, NOW).goingBack(back);
        WorkloadView view = new WorkloadView(
                new DeploymentView(
                        "7", 3, true, "shop/checkout", 4, new Template("v3"), TemplateState.OTHER, List.of("v3")),
                new RollView(false, "", 0, servingUid, 0, 4, List.of()),
                List.of(),
                null,
                null,
                null);
        Observation seen = new Observation(NOW, view, null, "no route", Counted.nothing(false), List.of(), false);
        return ReleaseEngine.decide(Plans.aPlan(), subject, state, seen).effects();
    }

    @Test
    void the_pods_go_back_to_the_serving_replica_set_whatever_its_name_is_by_now() {
        assertThat(effects("rs-v1-again")).contains(new Effect.ServeOnly("rs-v1-again"));
    }

    @Test
    void without_a_serving_replica_set_the_stored_template_is_restored() {
        assertThat(effects("")).containsExactly(new Effect.Restore(SERVING, "7"));
    }
}
