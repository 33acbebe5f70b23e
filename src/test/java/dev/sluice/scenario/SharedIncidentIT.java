package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When something fails that every version depends on, no release is blamed for it. */
@RealCluster
class SharedIncidentIT {

    private static final String ERRORS = "ERROR_RATE";

    /**
     * What both failed at speaks for nobody, and it takes a while to make up for. A wide budget keeps that short; the bake
     * is longer than the incident, so that the old version serves beside the new one through all of it.
     */
    @Test
    void half_a_minute_in_which_both_versions_fail_rolls_nothing_back(Scenario scenario) {
        Policy policy = Policy.quick().with("analysis.errors.harmBudget", "1%").with("bake", "40s");
        App app = scenario.app("checkout", Build.of("v1")).governedBy(policy);
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 100);

        app.change(Build.of("v2"));
        app.releases().awaitWeight(1, 25);
        strike(Duration.ofSeconds(30), app);
        Instant over = Instant.now();
        Moment end = app.releases().await(1, "end", Duration.ofMinutes(12), Moment::isEnd);
        scenario.remark("%d s after the incident".formatted(end.since(over).toSeconds()));

        Claims.ended(end, "Succeeded");
        Claims.allAsBefore(app, routes, "v2");
        onlyTheIncidentFailed(client.stop(), "v1", "v2");
    }

    /** The candidate has nothing beside it to be compared with; only the neighbours tell that it isn't its fault. */
    @Test
    void one_that_neighbours_suffer_from_too_rolls_nothing_back_while_the_candidate_serves_alone(Scenario scenario) {
        App neighbour = scenario.app("ledger", Build.of("other"));
        Traffic beside = scenario.traffic(neighbour, 60);
        App app = scenario.app("checkout", Build.of("v1").slowToStart())
                .governedBy(Policy.quick().with("bake", "10s"));
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 100);
        Claims.watchFor(Duration.ofSeconds(10));

        app.change(Build.of("v2").with("READY_AFTER", "10s"));
        app.releases().awaitPhase(1, "Baking");
        neighbour.disturb(ERRORS, "0.3");
        app.releases().await(1, "serve alone", moment -> moment.phase().equals("Promoting") && moment.set() == 100);
        Claims.watchFor(Duration.ofSeconds(2));
        strike(Duration.ofSeconds(12), app);
        neighbour.disturb(ERRORS, "0");
        app.releases().await(1, "see the incident", moment -> moment.reasons().contains("SharedIncident"));
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");

        Claims.allAsBefore(app, routes, "v2");
        onlyTheIncidentFailed(client.stop(), "v2");
        onlyTheIncidentFailed(beside.stop(), "other");
    }

    /** All pods of the app fail three requests in ten for so long, also those that come meanwhile. */
    private static void strike(Duration time, App app) {
        Instant end = Instant.now().plus(time);
        await().atMost(time.plusSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    app.disturb(ERRORS, "0.3");
                    return Instant.now().isAfter(end);
                });
        app.disturb(ERRORS, "0");
    }

    /** All these versions failed, by their own answers, and nothing else did. */
    private static void onlyTheIncidentFailed(Answers answers, String... versions) {
        int own = List.of(versions).stream().mapToInt(answers::failuresOf).sum();
        assertThat(versions)
                .allSatisfy(version -> assertThat(answers.failuresOf(version))
                        .as("%s", answers)
                        .isPositive());
        assertThat(answers.failures()).as("%s", answers).isEqualTo(own);
        assertThat(answers.total().timeouts()).as("time-outs").isZero();
    }
}
