package dev.sluice.core.engine;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.release.Intent;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.testing.world.Plans;
import dev.sluice.testing.world.ToyWorld;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds in every world, however a pass is cut off and whatever people do in between. */
class ReleaseInvariantsTest {

    private static final int RUNS = 1000;
    private static final Duration LONG = Duration.ofHours(2);

    private static ToyWorld world(RandomGenerator random) {
        ToyWorld world = new ToyWorld(Plans.aPlan(), random);
        world.crashRate = random.nextInt(3) * 0.1;
        if (random.nextBoolean()) {
            world.autoscaler(2);
        }
        return world;
    }

    /** A world in which the release is under way for a random time. */
    private static ToyWorld underWay(RandomGenerator random) {
        ToyWorld world = world(random);
        world.run(Duration.ofSeconds(random.nextInt(200)));
        return world;
    }

    private static void nothingIsLeft(ToyWorld world) {
        assertThat(world.isClear()).as("route of " + world).isTrue();
        assertThat(world.hasCandidate()).as("candidate of " + world).isFalse();
        assertThat(world.isPaused()).as("hold of " + world).isTrue();
        assertThat(world.floor() == null || world.floor() == 2)
                .as("floor " + world.floor())
                .isTrue();
    }

    @Test
    void a_good_release_is_promoted_through_every_step_whatever_crashes() {
        forAll(RUNS, ReleaseInvariantsTest::world, world -> {
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
            assertThat(weights(world)).containsSubsequence(5, 25, 50, 95, 100, 90, 50, 0);
            assertThat(world.podsOf("v2")).isEqualTo(4);
            nothingIsLeft(world);
        });
    }

    private static List<Integer> weights(ToyWorld world) {
        return world.records().stream()
                .filter(state -> state.traffic().isConfirmed())
                .map(state -> state.traffic().set().candidate())
                .toList();
    }

    @Test
    void a_bad_release_is_rolled_back_and_its_weight_never_rises_after_evidence() {
        forAll(
                RUNS,
                random -> {
                    ToyWorld world = world(random);
                    world.counters.errorRate = 0.03 + random.nextDouble() * 0.5;
                    return world;
                },
                world -> {
                    world.run(LONG);
                    assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.ROLLED_BACK);
                    assertThat(world.podsOf("v1")).isEqualTo(4);
                    neverRisesOnceCondemned(world);
                    nothingIsLeft(world);
                });
    }

    private static void neverRisesOnceCondemned(ToyWorld world) {
        int least = 100;
        for (ReleaseState state : world.records()) {
            // Once the Deployment has rolled, both sides run the revision: which of them answers is no longer the
            // question.
            boolean isTouched = state.wayBack() != null && state.wayBack().deploymentTouched();
            if (state.isCondemned() && !isTouched) {
                assertThat(state.traffic().set().candidate()).isLessThanOrEqualTo(least);
                least = state.traffic().set().candidate();
            }
        }
    }

    @Test
    void an_abort_at_any_moment_ends_with_all_traffic_on_what_served() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            boolean wasOver = world.state.phase().isTerminal();
            world.ask(Intent.Kind.ABORT);
            world.run(Duration.ofMinutes(5));
            assertThat(world.state.phase())
                    .as(world.toString())
                    .isEqualTo(wasOver ? Phase.SUCCEEDED : Phase.ROLLED_BACK);
            assertThat(world.podsOf(wasOver ? "v2" : "v1")).as(world.toString()).isEqualTo(4);
            nothingIsLeft(world);
        });
    }

    @Test
    void a_newer_template_at_any_moment_supersedes_without_touching_it() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            Phase at = world.state.phase();
            world.template("v3");
            world.run(Duration.ofMinutes(5));
            boolean isLate = at == Phase.RETURNING || at == Phase.SUCCEEDED;
            assertThat(world.state.phase())
                    .as(at + " then " + world)
                    .isIn(isLate ? List.of(Phase.SUCCEEDED) : List.of(Phase.SUPERSEDED, Phase.SUCCEEDED));
            assertThat(world.podsOf("v3")).as("pods of an unjudged template").isZero();
            assertThat(world.podsOf(world.state.phase() == Phase.SUCCEEDED ? "v2" : "v1"))
                    .as(world.toString())
                    .isEqualTo(4);
            nothingIsLeft(world);
        });
    }

    @Test
    void a_change_back_before_the_promotion_withdraws_the_release() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            Phase at = world.state.phase();
            world.template("v1");
            world.run(Duration.ofMinutes(5));
            boolean isLate = at == Phase.RETURNING || at == Phase.SUCCEEDED;
            assertThat(world.state.phase())
                    .as(at + " then " + world)
                    .isEqualTo(isLate ? Phase.SUCCEEDED : Phase.WITHDRAWN);
            nothingIsLeft(world);
        });
    }

    @Test
    void a_policy_that_is_deleted_at_any_moment_leaves_an_app_that_serves() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            world.isPolicyDeleted = true;
            world.run(Duration.ofMinutes(5));
            assertThat(world.state.phase()).as(world.toString()).isIn(Phase.WITHDRAWN, Phase.SUCCEEDED);
            assertThat(Math.max(world.podsOf("v1"), world.podsOf("v2"))).isEqualTo(4);
            nothingIsLeft(world);
        });
    }

    @Test
    void without_data_it_holds_for_the_limit_and_then_waits_at_weight_0() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            Phase at = world.state.phase();
            int weight = world.weight();
            world.counters.isAway = true;
            world.run(Duration.ofMinutes(4));
            boolean isJudged = at == Phase.SHIFTING || at == Phase.BAKING;
            if (isJudged && weight > 0 && world.state.phase() == at) {
                assertThat(world.weight()).as("holds: " + world).isLessThanOrEqualTo(Math.max(weight, 95));
            }
            world.run(Duration.ofMinutes(6));
            assertThat(world.state.phase())
                    .as(at + " then " + world)
                    .isIn(Phase.PAUSED, Phase.SUCCEEDED, Phase.PENDING);
            assertThat(world.weight()).as(world.toString()).isIn(0, 100, 90, 50);
            world.counters.isAway = false;
            world.ask(Intent.Kind.RESUME);
            world.run(LONG);
            assertThat(world.state.phase()).as(at + " at the end " + world).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void no_traffic_leads_to_a_bounded_wait() {
        forAll(30, ReleaseInvariantsTest::world, world -> {
            world.counters.isQuiet = true;
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.PAUSED);
            assertThat(world.isClear()).isTrue();
        });
    }

    @Test
    void a_candidate_that_never_gets_ready_or_crashes_never_has_traffic() {
        forAll(
                RUNS,
                random -> {
                    ToyWorld world = world(random);
                    if (random.nextBoolean()) {
                        world.candidateNeverReady();
                    } else {
                        world.candidateCrashes();
                    }
                    return world;
                },
                world -> {
                    world.run(Duration.ofMinutes(4));
                    assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.ROLLED_BACK);
                    assertThat(weights(world)).containsOnly(0);
                    nothingIsLeft(world);
                });
    }

    @Test
    void foreign_weights_above_the_record_are_lowered_and_those_below_are_judged_anew() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            int before = world.state.traffic().set().candidate();
            boolean isConfirmed = world.state.traffic().isConfirmed();
            boolean isMoving = world.state.phase() == Phase.SHIFTING && before > 0 && isConfirmed;
            world.write(80);
            world.second();
            world.second();
            world.second();
            if (isMoving) {
                assertThat(world.weight()).as(world.toString()).isLessThanOrEqualTo(Math.max(before, 50));
            }
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isIn(Phase.SUCCEEDED, Phase.PAUSED);
        });
    }

    @Test
    void a_writer_that_keeps_resetting_the_weights_is_given_way_to() {
        forAll(50, ReleaseInvariantsTest::world, world -> {
            for (int i = 0; i < 600 && world.state.phase() != Phase.PAUSED; i++) {
                world.second();
                if (i % 10 == 0) {
                    world.write(0);
                }
            }
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.PAUSED);
            assertThat(world.state.traffic().foreignWrites()).isLessThanOrEqualTo(4);
        });
    }

    @Test
    void a_writer_quicker_than_the_read_back_is_given_way_to() {
        forAll(RUNS, ReleaseInvariantsTest::world, world -> {
            world.crashRate = 0;
            world.isFought = true;
            for (int i = 0; i < 600 && world.state.phase() != Phase.PAUSED; i++) {
                world.second();
            }
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.PAUSED);
            assertThat(world.state.traffic().foreignWrites()).isEqualTo(3);
            assertThat(world.weight()).isZero();
        });
    }

    @Test
    void a_deployment_resumed_by_hand_before_the_promotion_does_not_leak() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            Phase at = world.state.phase();
            if (at == Phase.STARTING || at == Phase.SHIFTING || at == Phase.BAKING) {
                world.crashRate = 0;
                world.resumeByHand();
                world.second();
                world.second();
                world.second();
                assertThat(world.isPaused()).as(world.toString()).isTrue();
                assertThat(world.podsOf("v2")).as(world.toString()).isZero();
            }
            world.run(LONG);
            assertThat(world.state.phase()).as(at + " then " + world).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void a_deployment_or_route_that_goes_away_does_not_strand_the_release() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            Phase at = world.state.phase();
            world.deployment(false);
            world.run(Duration.ofMinutes(2));
            assertThat(world.state.phase()).as(at + " then " + world).isIn(Phase.WITHDRAWN, Phase.SUCCEEDED);
            assertThat(world.isClear()).isTrue();
        });
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            Phase at = world.state.phase();
            world.route(false);
            world.run(Duration.ofMinutes(1));
            world.route(true);
            world.ask(Intent.Kind.RESUME);
            world.run(LONG);
            assertThat(world.state.phase()).as(at + " then " + world).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void a_candidate_that_loses_pods_loses_weight() {
        forAll(RUNS, ReleaseInvariantsTest::underWay, world -> {
            Phase at = world.state.phase();
            boolean isShifting = (at == Phase.SHIFTING || at == Phase.BAKING) && world.crashRate == 0;
            world.candidateLosesPods(0);
            world.candidateNeverReady();
            world.second();
            world.second();
            if (isShifting) {
                assertThat(world.weight()).as(at + " then " + world).isZero();
            }
        });
    }
}
