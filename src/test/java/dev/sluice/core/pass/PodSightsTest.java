package dev.sluice.core.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.threshold.PodSight;
import dev.sluice.core.workload.PodHealth;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodSightsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_pod_keeps_what_the_rule_looks_at() {
        assertThat(PodSights.of(List.of(
                        new PodHealth("a", true, NOON, 3, true, NOON),
                        new PodHealth("b", false, NOON, 0, false, null))))
                .containsExactly(new PodSight("a", true, NOON, 3, 1), new PodSight("b", false, null, 0, 0));
    }

    @Test
    void a_change_of_readiness_at_no_known_time_is_seen_by_its_value_only() {
        assertThat(PodSights.of(List.of(new PodHealth("a", true, null, 0, false, null))))
                .containsExactly(new PodSight("a", true, null, 0, 0));
    }
}
