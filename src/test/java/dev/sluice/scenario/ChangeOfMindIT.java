package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Routes;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People change their minds, and their Deployments, while a release runs. */
@RealCluster
class ChangeOfMindIT {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Starting", "Shifting", "Promoting"})
    void a_newer_image_replaces_the_release_that_runs_in(String phase, Scenario scenario) {
        Stage stage = Stage.in(scenario, phase);
        App app = stage.app();

        app.change(Build.of("v3").slowToStart());
        Claims.ended(app.releases().awaitEnd(1), "Superseded");
        Instant superseded = Instant.now();
        app.releases().awaitWeight(2, 10);
        assertThat(app.routes().told().stream()
                        .filter(told -> told.at().isBefore(superseded))
                        .reduce((first, second) -> second)
                        .map(Routes.Told::weight))
                .as("candidate's weight when the first release was given up")
                .contains(0);
        Claims.ended(app.releases().awaitEnd(2), "Succeeded");

        Claims.allAsBefore(app, stage.routesBefore(), "v3");
        Claims.noRequestFailed(stage.client().stop());
    }

    @Test
    void a_change_back_to_what_serves_withdraws_the_release_and_refuses_nothing(Scenario scenario) {
        Stage stage = Stage.in(scenario, "Shifting");
        App app = stage.app();

        app.change(Build.of("v1").slowToStart());
        Claims.ended(app.releases().awaitEnd(1), "Withdrawn");
        Claims.allAsBefore(app, stage.routesBefore(), "v1");

        app.change(Build.of("v2").slowToStart());
        app.releases().awaitWeight(2, 10);
        Claims.noRequestFailed(stage.client().stop());
    }

    @Test
    void scaled_to_zero_and_back_at_rest_it_serves_what_it_served(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.paced());

        app.scale(0);
        Claims.watchFor(Duration.ofSeconds(4));
        app.scale(4);
        Claims.watchFor(Duration.ofSeconds(2));
        app.awaitRolledOut();

        assertThat(app.versions()).isEqualTo(Map.of("v1", 4L));
        assertThat(app.releases().count()).isZero();
        Traffic client = scenario.traffic(app, 50);
        Claims.watchFor(Duration.ofSeconds(2));
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void a_template_changed_while_scaled_to_zero_is_still_a_release(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.paced());

        app.scale(0);
        Claims.watchFor(Duration.ofSeconds(4));
        app.change(Build.of("v2"));
        Claims.watchFor(Duration.ofSeconds(2));
        app.scale(4);
        Claims.watchFor(Duration.ofSeconds(6));

        assertThat(app.versions())
                .as("what serves all users right after scaling up")
                .doesNotContainKey("v2");
    }

    @Test
    void resumed_by_hand_in_the_middle_it_is_noticed_and_held_again(Scenario scenario) {
        Stage stage = Stage.in(scenario, "Shifting");
        App app = stage.app();

        app.setHeld(false);

        await().atMost(Duration.ofSeconds(60)).until(app::isHeld);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(app.events())
                        .anySatisfy(event -> assertThat(event).satisfies(Claims.saying("bypassed"))));
        app.releases()
                .await(
                        1,
                        "end or pause",
                        moment -> moment.isEnd() || moment.phase().equals(Stage.PAUSED));
        Answers answers = stage.client().stop();
        Claims.noRequestFailed(answers);
    }
}
