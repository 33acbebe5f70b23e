package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Demand;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A release that never answers fails no request by itself, and is taken back all the same. */
@RealCluster
class HangingReleaseIT {

    private static final Build HANGING = Build.of("v2").with("HANG_RATE", "1");

    /** What the clients give up on is counted as a failure, as soon as they do. */
    @Test
    void one_that_clients_give_up_on_is_rolled_back(Scenario scenario) {
        Moment end = rolledBack(scenario, Policy.byDefault(), Demand.of(100), 60);

        Claims.rolledBackFor(end, "WorseThanStable", "CandidateHangs");
    }

    /** No request has ended yet: only that none does tells. */
    @Test
    void one_that_clients_wait_for_is_rolled_back_before_the_first_of_them_gives_up(Scenario scenario) {
        Policy cautious = Policy.quick().with("strategy.canary.steps", List.of(10, 50));
        Demand patient = Demand.of(40).waiting(Duration.ofSeconds(40));

        Moment end = rolledBack(scenario, cautious, patient, 160);

        Claims.rolledBackFor(end, "CandidateHangs");
    }

    private static Moment rolledBack(Scenario scenario, Policy policy, Demand demand, int most) {
        App app = scenario.app("cart", Build.of("v1")).governedBy(policy);
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, demand);
        Claims.watchFor(Duration.ofSeconds(5));

        Instant changed = Instant.now();
        app.change(HANGING);
        Moment end = app.releases().awaitEnd(1);
        scenario.remark("after %d s".formatted(end.since(changed).toSeconds()));
        Claims.allAsBefore(app, routes, "v1");
        Answers answers = client.stop();

        Claims.onlyFailedUnanswered(answers);
        assertThat(answers.failures()).as("%s", answers).isBetween(1, most);
        return end;
    }
}
