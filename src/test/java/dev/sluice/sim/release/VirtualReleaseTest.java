package dev.sluice.sim.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sim.release.Course.Ending;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualReleaseTest {

    private static final Setting BUSY = setting(1000, 0.001);
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final int RELEASES = 60;
    private static final long SEED = 7;

    private static Setting setting(double requestsPerSecond, double errorRate) {
        return new Setting(requestsPerSecond, errorRate, 10, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    private static Course run(String spec, Setting setting, Version version) {
        return rollout(spec).run(setting, version, new SplittableRandom(SEED));
    }

    private static EngineRollout rollout(String spec) {
        return new EngineRollout(Policies.plan(spec), LIMIT);
    }

    @Test
    void a_good_version_is_promoted_after_its_bake() {
        Course course = run("{bake: 5m}", BUSY, Version.failing(0.001));

        assertThat(course.ending()).isEqualTo(Ending.PROMOTED);
        assertThat(course.at()).isBetween(Duration.ofMinutes(6), Duration.ofMinutes(9));
        assertThat(course.requests()).isGreaterThan(950 * 300L);
        assertThat(course.podTime()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(100));
    }

    @Test
    void a_version_that_always_fails_is_back_within_a_scrape_or_two_of_its_first_percent() {
        Course course = run("{}", BUSY, Version.failing(1));

        assertThat(course.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(course.at()).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(23));
        assertThat(course.failed()).isEqualTo(course.requests()).isBetween(1L, 120L);
    }

    @Test
    void the_same_seed_gives_the_same_courses_however_many_run_at_once() {
        EngineRollout rollout = rollout(Policies.WITHOUT_BAKE);
        Trials once = Trials.run(rollout, BUSY, Version.failing(0.01), 8, SEED);
        Trials again = Trials.run(rollout, BUSY, Version.failing(0.01), 16, SEED);

        assertThat(again.courses().subList(0, 8)).isEqualTo(once.courses());
        assertThat(Trials.run(rollout, BUSY, Version.failing(0.01), 8, SEED + 1))
                .isNotEqualTo(once);
    }

    @Test
    void a_fault_that_sets_in_late_is_found_at_once_while_it_bakes() {
        Version late = new Version(0.05, Duration.ofMinutes(4), 0);
        Trials trials = Trials.run(rollout("{bake: 10m}"), BUSY, late, RELEASES, SEED);

        assertThat(trials.share(Ending.ROLLED_BACK)).isEqualTo(1);
        assertThat(trials.minutes(Ending.ROLLED_BACK).percentile(0)).isGreaterThan(4);
        assertThat(trials.minutes(Ending.ROLLED_BACK).percentile(100)).isLessThan(4.75);
    }

    @Test
    void a_fault_under_load_never_sees_more_than_the_step_that_shows_it() {
        Version underLoad = new Version(0.05, Duration.ZERO, 30);
        Trials trials = Trials.run(rollout(Policies.WITHOUT_BAKE), BUSY, underLoad, RELEASES, SEED);

        assertThat(trials.share(Ending.ROLLED_BACK)).isEqualTo(1);
        assertThat(trials.extraFailed().mean()).isBetween(60.0, 700.0);
    }

    /** From the promotion on the way back leads over the Deployment, whose pods are rolled back too. */
    @Test
    void a_fault_that_sets_in_during_the_promotion_brings_the_serving_version_back() {
        Course good = run(Policies.WITHOUT_BAKE, BUSY, Version.failing(0.001));
        Duration rolling = good.at().minusSeconds(45);
        Course course = run(Policies.WITHOUT_BAKE, BUSY, new Version(0.5, rolling, 0));

        assertThat(course.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(course.at()).isBetween(rolling, rolling.plusSeconds(90));
    }

    @Test
    void on_a_quiet_service_the_time_runs_out_and_a_person_is_waited_for() {
        Course course = run("{strategy: {canary: {maxDuration: 30m}}}", setting(0.2, 0.001), Version.failing(0.001));

        assertThat(course.ending()).isEqualTo(Ending.PAUSED);
    }

    @Test
    void a_policy_may_roll_back_what_it_could_not_decide_or_keep_what_it_refuses() {
        Course undecided = run(
                "{strategy: {canary: {maxDuration: 30m, onInconclusive: rollback}}}",
                setting(0.2, 0.001),
                Version.failing(0.001));
        Course kept = run("{onFailure: pause}", BUSY, Version.failing(0.5));

        assertThat(undecided.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(kept.ending()).isEqualTo(Ending.ROLLED_BACK);
    }

    @Test
    void what_is_not_over_at_the_limit_is_still_under_way() {
        Course course = new EngineRollout(Policies.plan("{bake: 1h}"), Duration.ofMinutes(20))
                .run(BUSY, Version.failing(0), new SplittableRandom(SEED));

        assertThat(course.ending()).isEqualTo(Ending.UNDER_WAY);
        assertThat(course.at()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void a_fixed_pace_goes_by_the_clock() {
        String spec = "{bake: 0s, strategy: {canary: {steps: [20, 60], pace: {every: 2m}}},"
                + " analysis: {thresholds: {errorRate: 1%, window: 1m, failures: 3}}}";

        assertThat(run(spec, BUSY, Version.failing(0.001)).at())
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void small_deployments_come_to_an_end_too(int replicas) {
        Setting small = new Setting(1000, 0.001, replicas, Duration.ofSeconds(40), Duration.ofSeconds(15));
        Course course = rollout(Policies.WITHOUT_BAKE).run(small, Version.failing(0.001), new SplittableRandom(SEED));

        assertThat(course.ending()).isEqualTo(Ending.PROMOTED);
    }
}
