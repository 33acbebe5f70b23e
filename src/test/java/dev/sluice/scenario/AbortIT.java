package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abort always wins, and loses nothing. */
@RealCluster
class AbortIT {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Starting", "Shifting", Stage.PAUSED, "Baking", "Promoting", "Returning"})
    void abort_ends_with_all_traffic_on_the_old_version_in(String phase, Scenario scenario) {
        Stage stage = Stage.in(scenario, phase);

        stage.app().releases().intend(1, "Abort");

        Claims.ended(stage.app().releases().awaitEnd(1), "RolledBack");
        stage.endedWithTheFirstVersion();
    }

    @Test
    void what_was_refused_stays_refused_until_somebody_says_retry(Scenario scenario) {
        Stage stage = Stage.in(scenario, "Shifting");
        App app = stage.app();
        app.releases().intend(1, "Abort");
        Claims.ended(app.releases().awaitEnd(1), "RolledBack");

        app.change(Build.of("v1").slowToStart());
        app.change(Build.of("v2").slowToStart());
        Claims.watchFor(Duration.ofSeconds(8));
        assertThat(app.releases().of(2)).filteredOn(moment -> moment.set() > 0).isEmpty();
        assertThat(app.versions()).containsOnlyKeys("v1");

        int refused = app.releases().count();
        app.releases().intend(refused, "Retry");
        app.releases().awaitWeight(refused + 1, 10);
        Claims.noRequestFailed(stage.client().stop());
    }

    @Test
    void a_refused_template_is_not_what_a_deployment_scaled_to_zero_comes_back_with(Scenario scenario) {
        App app = scenario.app("cart", Build.of("v1")).governedBy(Policy.paced());
        app.change(Build.of("v2"));
        app.releases().awaitWeight(1, 10);
        app.releases().intend(1, "Abort");
        Claims.ended(app.releases().awaitEnd(1), "RolledBack");

        app.scale(0);
        Claims.watchFor(Duration.ofSeconds(6));
        app.scale(4);
        Claims.watchFor(Duration.ofSeconds(8));
        app.awaitRolledOut();

        assertThat(app.versions()).containsOnlyKeys("v1");
        Traffic client = scenario.traffic(app, 50);
        Claims.watchFor(Duration.ofSeconds(3));
        Claims.noRequestFailed(client.stop());
    }
}
