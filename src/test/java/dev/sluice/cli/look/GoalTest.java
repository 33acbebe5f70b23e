package dev.sluice.cli.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.release.Phase;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class GoalTest {

    @Test
    void a_goal_is_a_phase_or_several_in_any_case() {
        assertThat(Goal.parse("succeeded").phases()).containsExactly(Phase.SUCCEEDED);
        assertThat(Goal.parse("phase=RolledBack").phases()).containsExactly(Phase.ROLLED_BACK);
        assertThat(Goal.parse("paused, Succeeded").phases()).containsExactlyInAnyOrder(Phase.PAUSED, Phase.SUCCEEDED);
    }

    @Test
    void ended_is_any_end() {
        assertThat(Goal.parse("ended").phases()).allMatch(Phase::isTerminal).hasSize(4);
    }

    @Test
    void a_word_that_will_never_be_reached_is_not_waited_for() {
        assertThatThrownBy(() -> Goal.parse("suceeded"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'suceeded' is nothing to wait for; write pending, starting,");
    }
}
