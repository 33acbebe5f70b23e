package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.PrometheusLine;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without data a release neither goes on nor is it blamed. */
@RealCluster
class PrometheusOutageIT {

    @Test
    void half_a_minute_without_prometheus_holds_the_release_says_so_and_ends_in_success(Scenario scenario) {
        PrometheusLine line = scenario.prometheusLine();
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.quick(), line.address());
        Traffic client = scenario.traffic(app, 100);

        app.change(Build.of("v2"));
        app.releases().awaitWeight(1, 25);
        Claims.watchFor(Duration.ofSeconds(5));
        line.cut();
        Instant cut = Instant.now();
        Claims.watchFor(Duration.ofSeconds(30));
        line.restore();

        List<Moment> without = app.releases().of(1).stream()
                .filter(moment -> moment.seen().isAfter(cut))
                .toList();
        assertThat(without).as("moments during the outage").isNotEmpty();
        assertThat(without).anySatisfy(moment -> assertThat(moment.message()).satisfies(Claims.saying("prometheus")));
        assertThat(without)
                .filteredOn(moment -> moment.seen().isAfter(cut.plusSeconds(3)))
                .allSatisfy(moment -> assertThat(moment.set()).isEqualTo(25));
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void a_longer_outage_takes_the_traffic_back_and_pauses_until_somebody_resumes(Scenario scenario) {
        PrometheusLine line = scenario.prometheusLine();
        Policy impatient = Policy.quick().with("analysis.noDataLimit", "15s");
        App app = scenario.app("checkout", Build.of("v1")).governedBy(impatient, line.address());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 100);

        app.change(Build.of("v2"));
        app.releases().awaitWeight(1, 25);
        line.cut();
        Moment paused = app.releases().awaitPhase(1, "Paused");
        assertThat(paused.message()).satisfies(Claims.saying("prometheus"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(app.routes().weight()).isZero());
        line.restore();
        Claims.watchFor(Duration.ofSeconds(5));
        assertThat(app.releases().now(1).phase()).as("nobody resumed it yet").isEqualTo("Paused");

        app.releases().intend(1, "Resume");
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");
        Claims.allAsBefore(app, routes, "v2");
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void an_abort_works_without_prometheus(Scenario scenario) {
        PrometheusLine line = scenario.prometheusLine();
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.quick(), line.address());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 50);

        app.change(Build.of("v2"));
        app.releases().awaitWeight(1, 25);
        line.cut();
        Instant asked = Instant.now();
        app.releases().intend(1, "Abort");
        Moment end = app.releases().awaitEnd(1);

        Claims.ended(end, "RolledBack");
        assertThat(end.since(asked)).isLessThan(Duration.ofSeconds(45));
        Claims.allAsBefore(app, routes, "v1");
        Claims.noRequestFailed(client.stop());
    }

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource({"pause, Paused", "rollback, RolledBack"})
    void without_any_traffic_it_waits_a_bounded_time_and_follows_the_policy(
            String choice, String phase, Scenario scenario) {
        Policy bounded =
                Policy.quick().with("strategy.canary.maxDuration", "1m").with("strategy.canary.onInconclusive", choice);
        App app = scenario.app("checkout", Build.of("v1")).governedBy(bounded);

        app.change(Build.of("v2"));
        Instant changed = Instant.now();
        Moment decided = app.releases().awaitPhase(1, phase);

        assertThat(decided.since(changed)).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(3));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(app.routes().weight()).isZero());
        assertThat(app.versions()).containsOnlyKeys("v1");
        assertThat(app.routes().weights().stream().mapToInt(Integer::intValue).max())
                .hasValue(25);
        Traffic client = scenario.traffic(app, 50);
        Claims.watchFor(Duration.ofSeconds(2));
        Answers answers = client.stop();
        Claims.noRequestFailed(answers);
        assertThat(answers.versions()).containsOnlyKeys("v1");
    }
}
