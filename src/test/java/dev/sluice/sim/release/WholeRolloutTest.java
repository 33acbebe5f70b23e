package dev.sluice.sim.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sim.release.Course.Ending;
import dev.sluice.testing.ForAll;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of whole rollouts in the design of the judge, which was simulated without pods, route, settling and passes:
 * stable fails 0.1 %, a scrape every 5 s. What the engine adds costs a few seconds and a scrape's failures a step; what
 * the judge has learned since the table was made saves some. So Sluice has to be as good as the table says, and the rule
 * of fixed steps what it says.
 */
class WholeRolloutTest {

    private static final int RELEASES = 300;
    private static final long SEED = ForAll.seed(20240607);
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final EngineRollout RAMP =
            new EngineRollout(Policies.plan("{bake: 0s, strategy: {canary: {steps: [1, 5, 10, 25, 50]}}}"), LIMIT);

    private static Trials run(Rollout rollout, double requestsPerSecond, double errorRate) {
        Setting setting = new Setting(requestsPerSecond, 0.001, 10, Duration.ofSeconds(1), Duration.ofSeconds(5));
        return Trials.run(rollout, setting, Version.failing(errorRate), RELEASES, SEED);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 4.1, 11, 1.15", "0.02, 2.8, 6, 1.25", "0.05, 1.1, 4, 1.35", "0.5, 0.2, 5, 1.5"})
    void a_bad_version_is_rolled_back_after_no_more_minutes_and_failures(
            double errorRate, double minutes, double failures, double tolerance) {
        Trials trials = run(RAMP, 100, errorRate);

        assertThat(trials.share(Ending.ROLLED_BACK)).as("seed " + SEED).isGreaterThan(0.99);
        assertThat(trials.failed().mean()).as("seed " + SEED).isBetween(3.0, tolerance * failures);
        assertThat(trials.minutes(Ending.ROLLED_BACK).median())
                .as("seed " + SEED)
                .isBetween(0.05, minutes * 1.2 + 0.5);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 13, 1.3", "0.5, 25, 1.5"})
    void on_a_busy_service_it_costs_hardly_more_failures(double errorRate, double failures, double tolerance) {
        Trials trials = run(RAMP, 1000, errorRate);

        assertThat(trials.share(Ending.ROLLED_BACK)).as("seed " + SEED).isGreaterThan(0.99);
        assertThat(trials.failed().mean()).as("seed " + SEED).isBetween(3.0, tolerance * failures);
    }

    @Test
    void a_good_version_is_promoted_after_as_many_minutes() {
        Trials trials = run(RAMP, 100, 0.001);

        assertThat(trials.share(Ending.PROMOTED)).as("seed " + SEED).isGreaterThan(0.99);
        assertThat(trials.extraFailed().mean()).as("seed " + SEED).isCloseTo(0, Offset.offset(1.5));
        // 4.2 there. The engine's ramp has a step more, at 95 %, and the Deployment rolls and takes its traffic back.
        assertThat(trials.minutes(Ending.PROMOTED).median()).as("seed " + SEED).isBetween(4.2, 7.5);
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 1.00, 5.0, 9",
        "0.005, 1.00, 5.0, 45",
        "0.01, 0.54, 8.0, 124",
        "0.02, 0.00, 5.0, 67",
        "0.05, 0.00, 5.0, 150",
        "0.5, 0.00, 5.0, 1500"
    })
    void the_rule_of_fixed_steps_and_limits_does_what_it_does_there(
            double errorRate, double promoted, double minutes, double failures) {
        FixedRule rule = new FixedRule(List.of(10, 20, 30, 40, 50), Duration.ofMinutes(1), 0.99, 5, LIMIT);
        Trials trials = run(rule, 100, errorRate);
        Ending usual = promoted > 0.5 ? Ending.PROMOTED : Ending.ROLLED_BACK;

        assertThat(trials.share(Ending.PROMOTED)).as("seed " + SEED).isCloseTo(promoted, Offset.offset(0.09));
        assertThat(trials.failed().mean()).as("seed " + SEED).isCloseTo(failures, Offset.offset(0.06 * failures));
        assertThat(trials.minutes(usual).median()).as("seed " + SEED).isCloseTo(minutes, Offset.offset(0.1));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.57, 69", "0.02, 0.00, 29", "0.5, 0.00, 150"})
    void it_does_so_with_the_steps_of_the_ramp_too(double errorRate, double promoted, double failures) {
        FixedRule rule = new FixedRule(List.of(1, 5, 10, 25, 50), Duration.ofMinutes(1), 0.99, 5, LIMIT);
        Trials trials = run(rule, 100, errorRate);

        assertThat(trials.share(Ending.PROMOTED)).as("seed " + SEED).isCloseTo(promoted, Offset.offset(0.09));
        assertThat(trials.failed().mean()).as("seed " + SEED).isCloseTo(failures, Offset.offset(0.12 * failures));
    }
}
