package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bad release is taken back, and only the few requests that proved it bad are lost. */
@RealCluster
class BadReleaseIT {

    @ParameterizedTest(name = "{0} of its requests fail, at most {1}")
    @CsvSource({"0.05, 25", "0.5, 25"})
    void one_that_fails_from_the_start_is_rolled_back(double ratio, int most, Scenario scenario) {
        rolledBack(scenario, Build.of("v2").failing(ratio), most);
    }

    @Test
    void one_that_fails_30_seconds_after_it_got_ready_is_rolled_back(Scenario scenario) {
        Build late = Build.of("v2").with("FAIL_AFTER", "30s").with("ERROR_RATE_LATE", "0.05");

        rolledBack(scenario, late, 40);
    }

    @Test
    void one_that_is_slower_than_its_policy_allows_at_a_fixed_pace_is_rolled_back(Scenario scenario) {
        App app = scenario.app("cart", Build.of("v1")).governedBy(Policy.paced().atMost("300ms"));
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 60);

        app.change(Build.of("v2").with("LATENCY_MS", "600"));

        Moment end = app.releases().awaitEnd(1);
        Claims.ended(end, "RolledBack");
        assertThat(end.message()).satisfies(Claims.saying("threshold"));
        Claims.allAsBefore(app, routes, "v1");
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void one_that_never_gets_ready_gets_no_traffic_and_is_rolled_back_with_the_reason(Scenario scenario) {
        Build stuck = Build.of("v2").with("READY_AFTER", "never");

        Moment end = neverServed(scenario, stuck, Policy.quick().with("readyWithin", "15s"));

        assertThat(end.message()).satisfies(Claims.saying("ready"));
    }

    @Test
    void one_that_crashes_in_a_loop_gets_no_traffic_and_is_rolled_back_before_its_deadline(Scenario scenario) {
        Build crashing = Build.of("v2").with("CRASH", "true");
        Instant begin = Instant.now();

        Moment end = neverServed(scenario, crashing, Policy.quick().with("readyWithin", "5m"));

        assertThat(end.message()).satisfies(Claims.saying("crash"));
        assertThat(end.since(begin)).isLessThan(Duration.ofMinutes(4));
    }

    @Test
    void one_whose_image_is_missing_gets_no_traffic_and_is_rolled_back_with_the_reason(Scenario scenario) {
        Moment end = neverServed(scenario, Build.of("missing"), Policy.quick().with("readyWithin", "20s"));

        assertThat(end.message()).satisfies(Claims.saying("image"));
    }

    /** Default steps at the rate that judge.md's figures are for. */
    private static void rolledBack(Scenario scenario, Build bad, int most) {
        App app = scenario.app("cart", Build.of("v1")).governedBy(Policy.byDefault());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 100);
        Claims.watchFor(Duration.ofSeconds(5));

        Instant changed = Instant.now();
        app.change(bad);
        Moment end = app.releases().awaitEnd(1);
        scenario.remark("after %d s".formatted(end.since(changed).toSeconds()));
        Claims.ended(end, "RolledBack");
        Claims.allAsBefore(app, routes, "v1");
        Answers answers = client.stop();

        Claims.onlyFailedByItself("v2", answers);
        assertThat(answers.failuresOf("v2")).as("%s", answers).isBetween(1, most);
    }

    private static Moment neverServed(Scenario scenario, Build bad, Policy policy) {
        App app = scenario.app("cart", Build.of("v1")).governedBy(policy);
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 50);

        app.change(bad);
        Moment end = app.releases().awaitEnd(1);
        Claims.ended(end, "RolledBack");
        Claims.allAsBefore(app, routes, "v1");
        Answers answers = client.stop();

        Claims.noRequestFailed(answers);
        assertThat(answers.versions()).containsOnlyKeys("v1");
        assertThat(app.routes().weights()).containsExactly(0);
        return end;
    }
}
