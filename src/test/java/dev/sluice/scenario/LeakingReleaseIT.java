package dev.sluice.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Manifests;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A release that answers everything well but fills its memory is taken back by the team's own query. */
@RealCluster
class LeakingReleaseIT {

    private static final String MEMORY =
            "max(process_resident_memory_bytes{namespace=\"{{namespace}}\",pod=~\"{{pods}}\"})";

    private static final long MIB = 1L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(11);

    @Test
    void one_that_outgrows_its_limit_is_rolled_back(Scenario scenario) {
        Map<String, Object> limit = Map.of("max", 250 * MIB, "failures", 3, "within", "1m");

        rolledBack(
                scenario,
                judgedBy("limit", limit).with("bake", "3m"),
                Build.of("v2").with("LEAK_MIB_PER_MIN", "120"));
    }

    /** From its start it has more than all versions before it; what it has, it never gives back. */
    @Test
    void one_that_grows_away_from_the_version_before_it_is_rolled_back_without_any_limit(Scenario scenario) {
        Map<String, Object> compare = Map.of("worse", "higher", "tolerance", "25%");

        rolledBack(
                scenario,
                judgedBy("compare", compare),
                Build.of("v2").with("MEMORY_MIB", "200").with("LEAK_MIB_PER_MIN", "60"));
    }

    private static Policy judgedBy(String rule, Map<String, Object> tolerated) {
        return Policy.quick()
                .with("analysis.metrics", List.of(Map.of("name", "memory", "query", MEMORY, rule, tolerated)));
    }

    private static void rolledBack(Scenario scenario, Policy policy, Build leaking) {
        App app = scenario.app("cart", Build.of("v1"), Manifests.ALL_SCRAPED).governedBy(policy);
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 60);
        Claims.watchFor(Duration.ofSeconds(5));

        Instant changed = Instant.now();
        app.change(leaking);
        Moment end = app.releases().await(1, "end", PATIENCE, Moment::isEnd);
        scenario.remark("after %d s".formatted(end.since(changed).toSeconds()));

        Claims.rolledBackFor(end, "MetricOutOfBounds");
        Claims.allAsBefore(app, routes, "v1");
        Claims.noRequestFailed(client.stop());
    }
}
