package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Operator;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The operator may end at any moment; the next one goes on where it stood. */
@RealCluster
@Isolated("these kill the operator that all other scenarios share")
class OperatorKilledIT {

    private static final Duration GONE = Duration.ofSeconds(2);

    @Test
    void killed_in_every_phase_a_good_release_skips_no_step_and_loses_no_request(Scenario scenario) {
        Stage stage = Stage.in(scenario, "Starting");
        App app = stage.app();
        Operator operator = scenario.cluster().operator();

        restart(operator);
        app.releases().awaitWeight(1, 10);
        restart(operator);
        app.releases().awaitWeight(1, 50);
        operator.stop();
        operator.start();
        for (String phase : List.of("Baking", "Promoting", "Returning")) {
            app.releases().awaitPhase(1, phase);
            restart(operator);
        }
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");

        Claims.allAsBefore(app, stage.routesBefore(), "v2");
        Claims.climbedThrough(app.routes().weights(), 10, 50, 95, 100);
        assertThat(app.releases().phasesOf(1))
                .as("phases")
                .containsSubsequence("Starting", "Shifting", "Baking", "Promoting", "Returning", "Succeeded")
                .doesNotHaveDuplicates();
        assertThat(app.releases().count()).isEqualTo(1);
        Claims.noRequestFailed(stage.client().stop());
    }

    @Test
    void killed_while_it_rolls_back_it_finishes_that(Scenario scenario) {
        App app = scenario.app("cart", Build.of("v1")).governedBy(Policy.quick());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 60);
        app.change(Build.of("v2").failing(0.5));

        app.releases().awaitPhase(1, "RollingBack");
        restart(scenario.cluster().operator());

        Claims.ended(app.releases().awaitEnd(1), "RolledBack");
        Claims.allAsBefore(app, routes, "v1");
        Answers answers = client.stop();
        Claims.onlyFailedByItself("v2", answers);
    }

    @Test
    void killed_while_a_release_is_paused_it_stays_paused_until_resumed(Scenario scenario) {
        Stage stage = Stage.in(scenario, Stage.PAUSED);
        App app = stage.app();

        restart(scenario.cluster().operator());
        Claims.watchFor(Duration.ofSeconds(20));
        assertThat(app.releases().now(1).phase()).isEqualTo(Stage.PAUSED);
        app.releases().intend(1, "Resume");

        Claims.ended(app.releases().awaitEnd(1), "Succeeded");
        Claims.allAsBefore(app, stage.routesBefore(), "v2");
        Claims.noRequestFailed(stage.client().stop());
    }

    private static void restart(Operator operator) {
        operator.kill();
        Claims.watchFor(GONE);
        operator.start();
    }
}
