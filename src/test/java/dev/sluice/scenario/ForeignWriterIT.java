package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Routes;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else writes the weights too. */
@RealCluster
class ForeignWriterIT {

    @Test
    void weights_taken_away_are_adopted_and_the_release_is_judged_anew_from_there(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.quick());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 100);
        app.change(Build.of("v2"));
        awaitRoute(app, 50);

        app.routes().reset(routes);
        Instant reset = Instant.now();
        Moment baking = app.releases().awaitPhase(1, "Baking");

        List<Integer> after = app.routes().told().stream()
                .filter(told -> told.at().isAfter(reset.minusMillis(500)))
                .filter(told -> told.at().isBefore(baking.seen()))
                .map(Routes.Told::weight)
                .dropWhile(weight -> weight != 0)
                .distinct()
                .toList();
        assertThat(after).as("weights after the reset, until the bake").containsSubsequence(0, 25, 50);
        assertThat(baking.since(reset)).as("time to judge 25 % and 50 % again").isGreaterThan(Duration.ofSeconds(30));
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void after_the_third_time_it_pauses_and_says_how_to_keep_the_other_writer_away(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.quick());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 40);
        app.change(Build.of("v2"));

        for (int time = 0; time < 3; time++) {
            await("weight on the candidate, unless paused")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> app.routes().weight() > 0 || isPaused(app));
            app.routes().reset(routes);
        }
        Moment paused = app.releases().awaitPhase(1, Stage.PAUSED);

        assertThat(paused.message()).satisfies(Claims.saying("ignore"));
        assertThat(app.routes().weight()).isZero();
        Claims.noRequestFailed(client.stop());
    }

    /** Ten times, so that a writer that is fought without end would show. */
    @Test
    void a_writer_quicker_than_the_read_back_is_given_way_to(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.quick());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 40);
        app.change(Build.of("v2"));

        int resets = 0;
        while (resets < 10 && !isPaused(app)) {
            await("weight on the candidate, unless paused")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> app.routes().weight() > 0 || isPaused(app));
            if (app.routes().weight() > 0) {
                app.routes().reset(routes);
                resets++;
            }
        }

        assertThat(app.releases().awaitPhase(1, Stage.PAUSED).message()).satisfies(Claims.saying("ignore"));
        assertThat(resets).as("resets until Sluice gave way").isLessThanOrEqualTo(4);
        assertThat(app.routes().weight()).isZero();
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void a_weight_raised_by_somebody_else_is_lowered_at_once(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.quick());
        Traffic client = scenario.traffic(app, 40);
        app.change(Build.of("v2"));
        awaitRoute(app, 25);

        app.routes().setWeight(80);

        await("the weight to be lowered")
                .atMost(Duration.ofSeconds(8))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> app.routes().weight() <= 25);
        app.releases().intend(1, "Abort");
        Claims.ended(app.releases().awaitEnd(1), "RolledBack");
        Claims.noRequestFailed(client.stop());
    }

    private static boolean isPaused(App app) {
        return app.releases().of(1).stream().anyMatch(moment -> moment.phase().equals(Stage.PAUSED));
    }

    private static void awaitRoute(App app, int weight) {
        app.releases().awaitWeight(1, weight);
        await("the route to be at " + weight)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> app.routes().weight() == weight);
    }
}
