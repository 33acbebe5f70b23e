package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeParametersTest {

    private static final JudgeParameters DEFAULTS = JudgeParameters.defaults();

    @ParameterizedTest(name = "before {0} of the traffic an excess of {1} must be excluded")
    @CsvSource({"0.01, 0.25", "0.05, 0.05", "0.1, 0.025", "0.25, 0.01", "0.5, 0.005", "1, 0.0025"})
    void the_excess_to_exclude_times_the_next_weight_is_the_harm_budget(double nextWeight, double excess) {
        assertThat(DEFAULTS.advanceDelta(nextWeight)).isCloseTo(excess, Offset.offset(1e-12));
    }

    @Test
    void the_advance_margin_keeps_its_distance_from_the_rollback_margin() {
        assertThat(DEFAULTS.withMargins(1.25, 0.01).advanceDelta(1)).isEqualTo(0.025);
    }

    @Test
    void every_wither_changes_only_its_own_values() {
        assertThat(DEFAULTS.withMargins(1.5, 0.002)
                        .withHarmBudget(0.01)
                        .withErrorBounds(0.02, 0.1)
                        .withPhi(3)
                        .withHorizon(99)
                        .withGuards(4, 5)
                        .withArmsShareTarget(false)
                        .withMixture(Mixture.REFERENCE))
                .isEqualTo(new JudgeParameters(
                        1.5,
                        0.002,
                        0.01,
                        0.02,
                        0.1,
                        3,
                        99,
                        new JudgeParameters.Guards(4, 5, DEFAULTS.guards().lnWaiver()),
                        false,
                        Mixture.REFERENCE));
    }

    @Test
    void impossible_values_are_refused_with_the_rule_they_break() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withMargins(0.9, 0.001))
                .withMessage("rho must be at least 1, but is 0.9");
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMargins(1.25, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withPhi(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withErrorBounds(0, 0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withErrorBounds(0.01, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withHorizon(0));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withGuards(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.advanceDelta(0));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.advanceDelta(25));
    }
}
