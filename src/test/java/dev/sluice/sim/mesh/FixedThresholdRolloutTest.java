package dev.sluice.sim.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.sim.mesh.FixedThresholdRollout.ErrorCurve;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FixedThresholdRolloutTest {

    @Test
    void five_percent_errors_cost_five_minutes_at_ten_percent_of_the_traffic() {
        var ending = FixedThresholdRollout.USUAL.run(1_000, ErrorCurve.constant(0.05));
        assertThat(ending.isRolledBack()).isTrue();
        assertThat(ending.failures()).isCloseTo(1_000 * 300 * 0.1 * 0.05, within(1e-6));
        assertThat(ending.duration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ending.highestPercent()).isEqualTo(10);
    }

    @Test
    void errors_below_the_threshold_pass_and_cost_at_every_weight() {
        var ending = FixedThresholdRollout.USUAL.run(1_000, ErrorCurve.constant(0.009));
        assertThat(ending.isRolledBack()).isFalse();
        assertThat(ending.highestPercent()).isEqualTo(50);
        assertThat(ending.failures()).isCloseTo(1_000 * 60 * (0.1 + 0.2 + 0.3 + 0.4 + 0.5) * 0.009, within(1e-6));
    }

    @Test
    void a_fault_that_sets_in_late_meets_a_higher_weight() {
        var ending = FixedThresholdRollout.USUAL.run(1_000, since -> since.toSeconds() < 120 ? 0 : 0.5);
        assertThat(ending.isRolledBack()).isTrue();
        assertThat(ending.highestPercent()).isEqualTo(30);
        assertThat(ending.failures()).isCloseTo(1_000 * 300 * 0.3 * 0.5, within(1e-6));
    }

    @Test
    void settings_that_never_end_are_refused() {
        assertThatThrownBy(() -> new FixedThresholdRollout(0, 50, Duration.ofMinutes(1), 0.01, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
