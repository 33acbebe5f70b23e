package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A release that answers everything, but more slowly than the version that serves, is taken back. */
@RealCluster
class SlowReleaseIT {

    private static final Policy JUDGED_BY_LATENCY = Policy.quick().with("analysis.latency.warmUp", "0s");

    @Test
    void one_of_whose_requests_a_few_take_a_second_longer_is_rolled_back(Scenario scenario) {
        rolledBack(
                scenario,
                JUDGED_BY_LATENCY.with("analysis.latency.objective", "500ms"),
                Build.of("v1"),
                Build.of("v2").with("SLOW_RATE", "0.05").with("SLOW_MS", "1000"));
    }

    @Test
    void one_of_whose_requests_all_take_half_as_long_again_is_rolled_back_without_any_objective(Scenario scenario) {
        rolledBack(
                scenario,
                JUDGED_BY_LATENCY,
                Build.of("v1").with("LATENCY_MS", "90"),
                Build.of("v2").with("LATENCY_MS", "135"));
    }

    @Test
    void one_that_is_as_slow_as_the_version_before_it_goes_out(Scenario scenario) {
        App app = scenario.app("cart", Build.of("v1").with("LATENCY_MS", "90")).governedBy(JUDGED_BY_LATENCY);
        JsonNode routes = app.routes().content();
        Traffic client = clientKnownToTheHistogram(scenario, app);

        app.change(Build.of("v2").with("LATENCY_MS", "90"));
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");

        Claims.allAsBefore(app, routes, "v2");
        Claims.noRequestFailed(client.stop());
    }

    private static void rolledBack(Scenario scenario, Policy policy, Build before, Build slow) {
        App app = scenario.app("cart", before).governedBy(policy);
        JsonNode routes = app.routes().content();
        Traffic client = clientKnownToTheHistogram(scenario, app);

        Instant changed = Instant.now();
        app.change(slow);
        Moment end = app.releases().awaitEnd(1);
        scenario.remark("after %d s".formatted(end.since(changed).toSeconds()));

        Claims.rolledBackFor(end, "SlowerThanStable");
        assertThat(end.since(changed)).isLessThan(Duration.ofMinutes(2));
        Claims.allAsBefore(app, routes, "v1");
        Claims.noRequestFailed(client.stop());
    }

    /** The durations to compare at come from the histogram of the time before. */
    private static Traffic clientKnownToTheHistogram(Scenario scenario, App app) {
        Traffic client = scenario.traffic(app, 100);
        Claims.watchFor(Duration.ofSeconds(15));
        return client;
    }
}
