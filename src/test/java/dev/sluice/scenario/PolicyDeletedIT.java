package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Operator;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking Sluice away leaves an app that serves, at any moment. */
@RealCluster
class PolicyDeletedIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Starting", "Shifting", Stage.PAUSED, "Baking", "Promoting", "Returning"})
    void a_deleted_policy_leaves_a_serving_app_behind_in(String phase, Scenario scenario) {
        Stage stage = Stage.in(scenario, phase);

        stage.app().policy().delete();

        letGo(stage.app(), stage.routesBefore());
        Claims.watchFor(Duration.ofSeconds(2));
        Claims.noRequestFailed(stage.client().stop());
    }

    @Test
    void a_policy_deleted_at_rest_lets_the_deployment_go(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.paced());
        JsonNode routes = app.routes().content();

        app.policy().delete();

        letGo(app, routes);
        assertThat(app.isHeld()).isFalse();
        app.change(Build.of("v2"));
        await().atMost(SOON).untilAsserted(() -> assertThat(app.versions()).isEqualTo(Map.of("v2", 4L)));
    }

    @Test
    void release_all_lets_every_app_go(Scenario scenario) {
        App resting = scenario.app("resting", Build.of("v1")).governedBy(Policy.paced());
        JsonNode routes = resting.routes().content();
        Stage moving = Stage.in(scenario, "Shifting");
        Traffic client = scenario.traffic(resting, 20);

        Operator.CommandResult result =
                scenario.cluster().operator().command("release-all", "--yes", "--namespace", scenario.namespace());

        assertThat(result.exit()).as(result.output()).isZero();
        letGo(resting, routes);
        letGo(moving.app(), moving.routesBefore());
        Claims.noRequestFailed(client.stop());
        Claims.noRequestFailed(moving.client().stop());
    }

    private static void letGo(App app, JsonNode routesBefore) {
        await("policy of " + app.name() + " to be gone")
                .atMost(SOON)
                .until(() -> app.policy().get() == null);
        assertThat(app.routes().content()).isEqualTo(routesBefore);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(app.isCandidateGone())
                        .as("candidate is gone")
                        .isTrue());
        app.awaitRolledOut();
        assertThat(app.versions()).as("one version serves").hasSize(1);
        boolean serves = app.versions().containsKey(app.templateVersion());
        assertThat(app.isHeld()).as("held unless its template is what serves").isEqualTo(!serves);
    }
}
