package dev.sluice.core.engine;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.trial.MetricLook;
import dev.sluice.core.policy.ErrorsPlan;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.policy.MetricPlan;
import dev.sluice.core.policy.MetricPlan.Worse;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.testing.world.Plans;
import dev.sluice.testing.world.ToyWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a release is judged by besides its errors. */
class JudgedReleaseTest {

    private static final int RUNS = 50;
    private static final Duration LONG = Duration.ofHours(1);
    private static final ErrorsPlan ERRORS = new ErrorsPlan(1.25, 0.001, 0.0025, null);
    private static final ReleasePlan WITH_LATENCY =
            Plans.judging(ERRORS, new LatencyPlan(null, 99, 1.25, Duration.ZERO));
    private static final ReleasePlan WITH_OBJECTIVE = Plans.judging(new ErrorsPlan(1.25, 0.03, 0.0025, 0.995), null);

    private static final MetricPlan MEMORY_BELOW_300 =
            new MetricPlan("memory", "q", null, new MetricPlan.Limit(null, 300.0, 3, Duration.ofMinutes(1)), null);
    private static final MetricPlan MEMORY_LIKE_STABLE =
            new MetricPlan("memory", "q", "s", null, new MetricPlan.Comparison(Worse.HIGHER, 0.25, 0));

    /** Lets the release come to its end and tells for what reasons it changed its phase. */
    private static List<ReasonCode> reasons(ToyWorld world) {
        List<ReasonCode> reasons = new ArrayList<>();
        Phase phase = world.state.phase();
        for (int second = 0; second < LONG.toSeconds() && !world.state.phase().isTerminal(); second++) {
            world.second();
            Decision decision = Objects.requireNonNull(world.decision);
            if (phase != world.state.phase()) {
                reasons.add(decision.reason().code());
                phase = world.state.phase();
            }
        }
        return reasons;
    }

    @Test
    void a_candidate_of_which_more_requests_are_slow_is_rolled_back() {
        forAll(RUNS, random -> new ToyWorld(WITH_LATENCY, random), world -> {
            world.counters.slowRate = 0.1;
            assertThat(reasons(world)).contains(ReasonCode.SLOWER_THAN_STABLE);
            assertThat(world.state.phase()).isEqualTo(Phase.ROLLED_BACK);
        });
    }

    @Test
    void one_that_is_as_fast_as_stable_is_promoted_under_the_same_policy() {
        forAll(RUNS, random -> new ToyWorld(WITH_LATENCY, random), world -> {
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
            assertThat(world.state.judge().live().edges()).containsExactly(Duration.ofMillis(250));
        });
    }

    @Test
    void a_candidate_whose_requests_never_end_is_rolled_back() {
        forAll(RUNS, random -> new ToyWorld(Plans.aPlan(), random), world -> {
            world.counters.isHanging = true;
            assertThat(reasons(world)).contains(ReasonCode.CANDIDATE_HANGS);
            assertThat(world.state.phase()).isEqualTo(Phase.ROLLED_BACK);
        });
    }

    @Test
    void a_candidate_within_its_margin_that_fails_more_than_the_objective_leaves_is_rolled_back() {
        forAll(RUNS, random -> new ToyWorld(WITH_OBJECTIVE, random), world -> {
            world.counters.errorRate = 0.025;
            assertThat(reasons(world)).contains(ReasonCode.ABOVE_OBJECTIVE);
        });
    }

    @Test
    void an_incident_that_both_versions_share_rolls_nobody_back() {
        forAll(RUNS, JudgedReleaseTest::underWay, world -> {
            world.counters.errorRate = 0.05;
            world.counters.stableErrorRate = 0.05;
            world.counters.neighbourErrorRate = 0.05;
            world.run(Duration.ofMinutes(2));
            world.counters.errorRate = 0;
            world.counters.stableErrorRate = 0.001;
            world.counters.neighbourErrorRate = 0.001;
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    private static ToyWorld underWay(RandomGenerator random) {
        ToyWorld world = new ToyWorld(WITH_OBJECTIVE, random);
        world.run(Duration.ofSeconds(10 + random.nextInt(20)));
        return world;
    }

    @Test
    void while_the_whole_service_burns_its_budget_no_more_traffic_moves() {
        forAll(RUNS, random -> new ToyWorld(WITH_OBJECTIVE, random), world -> {
            world.counters.burning = 0.2;
            world.run(Duration.ofMinutes(5));
            assertThat(world.state.traffic().set().candidate()).isEqualTo(5);
            assertThat(Objects.requireNonNull(world.decision).reason().code()).isEqualTo(ReasonCode.BUDGET_BURNING);

            world.counters.burning = 0;
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void a_release_that_mends_what_burns_goes_on() {
        forAll(RUNS, random -> new ToyWorld(WITH_OBJECTIVE, random), world -> {
            world.counters.burning = 0.2;
            world.counters.stableErrorRate = 0.2;
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void a_metric_of_the_team_that_leaves_its_limits_takes_the_candidate_back() {
        forAll(RUNS, random -> new ToyWorld(Plans.judging(MEMORY_BELOW_300), random), world -> {
            world.counters.metrics = List.of(new MetricLook("memory", 280, Double.NaN, ""));
            world.run(Duration.ofSeconds(20));
            world.counters.metrics = List.of(new MetricLook("memory", 320, Double.NaN, ""));
            assertThat(reasons(world)).contains(ReasonCode.METRIC_OUT_OF_BOUNDS);
        });
    }

    @Test
    void one_that_shows_nothing_holds_the_release_and_says_why() {
        forAll(RUNS, random -> new ToyWorld(Plans.judging(MEMORY_BELOW_300), random), world -> {
            world.counters.metrics = List.of(new MetricLook("memory", Double.NaN, Double.NaN, "It gave 3 series."));
            world.run(Duration.ofMinutes(2));
            assertThat(world.state.traffic().set().candidate()).isEqualTo(5);
            assertThat(Objects.requireNonNull(world.decision).reason().sentence())
                    .contains("Metric memory", "It gave 3 series.");
        });
    }

    @Test
    void a_metric_that_is_far_above_stables_takes_the_candidate_back() {
        forAll(RUNS, random -> new ToyWorld(Plans.judging(MEMORY_LIKE_STABLE), random), world -> {
            world.counters.metrics = List.of(new MetricLook("memory", 400, 200, ""));
            assertThat(reasons(world)).contains(ReasonCode.METRIC_OUT_OF_BOUNDS);
        });
    }

    @Test
    void one_that_is_like_stables_lets_it_go_on() {
        forAll(RUNS, random -> new ToyWorld(Plans.judging(MEMORY_LIKE_STABLE), random), world -> {
            world.counters.metrics = List.of(new MetricLook("memory", 205, 200, ""));
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void traffic_that_could_not_be_measured_begins_at_one_percent() {
        forAll(RUNS, random -> new ToyWorld(Plans.byRisk(), random), world -> {
            world.run(Duration.ofSeconds(8));
            assertThat(world.state.traffic().set().candidate()).isEqualTo(1);
        });
    }
}
