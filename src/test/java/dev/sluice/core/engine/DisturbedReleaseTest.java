package dev.sluice.core.engine;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.ReleasePlan.OnFailure;
import dev.sluice.core.policy.ReleasePlan.OnInconclusive;
import dev.sluice.core.release.Intent;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.testing.world.Plans;
import dev.sluice.testing.world.ToyWorld;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What people do to a release's parts behind its back: it goes on or waits for them, but never for ever without saying so. */
final class DisturbedReleaseTest {

    private static final int RUNS = 500;
    private static final Duration LONG = Duration.ofHours(2);

    private static ToyWorld world(RandomGenerator random) {
        ToyWorld world = new ToyWorld(Plans.aPlan(), random);
        world.crashRate = random.nextInt(3) * 0.1;
        return world;
    }

    private static ToyWorld underWay(RandomGenerator random) {
        ToyWorld world = world(random);
        world.run(Duration.ofSeconds(random.nextInt(200)));
        return world;
    }

    /** Lets the world run until the release is in a phase; whether it came there. */
    private static boolean reach(ToyWorld world, Phase phase) {
        for (int i = 0; i < 1000 && world.state.phase() != phase; i++) {
            world.second();
        }
        return world.state.phase() == phase;
    }

    private static void hasNotHung(ToyWorld world) {
        assertThat(world.state.phase().isTerminal() || world.state.phase() == Phase.PAUSED)
                .as(world.toString())
                .isTrue();
    }

    @Test
    void a_candidate_deleted_by_hand_is_made_again_or_does_without_traffic() {
        forAll(RUNS, DisturbedReleaseTest::underWay, world -> {
            world.deleteCandidateByHand();
            world.run(LONG);
            hasNotHung(world);
        });
    }

    @Test
    void a_candidate_deleted_while_it_carries_everything_comes_back_at_once() {
        forAll(RUNS, DisturbedReleaseTest::world, world -> {
            assertThat(reach(world, Phase.PROMOTING)).isTrue();
            while (world.weight() < 100) {
                world.second();
            }
            world.crashRate = 0;
            boolean isRolling = !world.isPaused();
            world.deleteCandidateByHand();
            for (int i = 0; i < 7; i++) {
                world.second();
            }
            assertThat(world.candidateReady() >= 4 || world.weight() == 0)
                    .as("rolling %s, %s", isRolling, world)
                    .isTrue();
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void a_deployment_scaled_up_while_the_candidate_carries_everything_takes_the_candidate_along() {
        forAll(RUNS, DisturbedReleaseTest::world, world -> {
            assertThat(reach(world, Phase.PROMOTING)).isTrue();
            world.crashRate = 0;
            world.scale(9);
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
            assertThat(world.podsOf("v2")).isEqualTo(9);
        });
    }

    @Test
    void a_deployment_scaled_at_any_moment_does_not_hang_the_release() {
        forAll(RUNS, DisturbedReleaseTest::underWay, world -> {
            world.scale(List.of(0, 1, 2, 9).get((int) (world.now.getEpochSecond() % 4)));
            world.run(LONG);
            boolean waitsForScaleUp = world.state.phase() == Phase.PENDING;
            assertThat(waitsForScaleUp || world.state.phase().isTerminal() || world.state.phase() == Phase.PAUSED)
                    .as(world.toString())
                    .isTrue();
        });
    }

    @Test
    void a_policy_deleted_without_metrics_comes_to_its_end() {
        forAll(RUNS, DisturbedReleaseTest::underWay, world -> {
            world.counters.isAway = true;
            world.run(Duration.ofMinutes(6));
            world.isPolicyDeleted = true;
            world.run(Duration.ofMinutes(10));
            assertThat(world.state.phase().isTerminal()).as(world.toString()).isTrue();
        });
    }

    @Test
    void a_pause_does_not_leave_a_candidate_with_traffic_that_nobody_can_see() {
        forAll(RUNS, DisturbedReleaseTest::underWay, world -> {
            Phase at = world.state.phase();
            world.ask(Intent.Kind.PAUSE);
            world.run(Duration.ofSeconds(20));
            world.counters.isAway = true;
            world.run(Duration.ofMinutes(6));
            if (at == Phase.SHIFTING || at == Phase.BAKING) {
                assertThat(world.weight()).as(at + " then " + world).isZero();
            }
            hasNotHung(world);
        });
    }

    @Test
    void what_was_condemned_while_the_deployment_rolled_stays_refused_where_the_policy_pauses() {
        forAll(RUNS, random -> new ToyWorld(Plans.aPlan(OnFailure.PAUSE, OnInconclusive.PAUSE), random), world -> {
            assertThat(reach(world, Phase.PROMOTING)).isTrue();
            while (world.isPaused()) {
                world.second();
            }
            world.counters.errorRate = 0.5;
            world.run(LONG);
            ReleaseState end = world.state;
            assertThat(end.isCondemned()).as(world.toString()).isTrue();
            assertThat(end.phase()).as(world.toString()).isEqualTo(Phase.PAUSED);
            assertThat(world.podsOf("v1")).isEqualTo(4);
            world.ask(Intent.Kind.RESUME);
            world.run(Duration.ofMinutes(1));
            assertThat(world.state.phase()).as("after a resume, " + world).isEqualTo(Phase.PAUSED);
            world.ask(Intent.Kind.ABORT);
            world.run(Duration.ofMinutes(1));
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.ROLLED_BACK);
        });
    }

    @Test
    void an_abort_while_traffic_returns_strands_nobody() {
        forAll(RUNS, DisturbedReleaseTest::world, world -> {
            if (!reach(world, Phase.RETURNING)) {
                return;
            }
            world.run(Duration.ofSeconds(world.now.getEpochSecond() % 12));
            boolean isOver = world.state.phase().isTerminal();
            world.template("v3");
            world.ask(Intent.Kind.ABORT);
            world.run(Duration.ofMinutes(10));
            assertThat(world.state.phase())
                    .as(world.toString())
                    .isEqualTo(isOver ? Phase.SUCCEEDED : Phase.ROLLED_BACK);
        });
    }

    @Test
    void a_newer_template_resumed_by_hand_while_traffic_returns_does_not_stay() {
        forAll(RUNS, DisturbedReleaseTest::world, world -> {
            if (!reach(world, Phase.RETURNING)) {
                return;
            }
            world.crashRate = 0;
            world.template("v3");
            world.resumeByHand();
            world.run(Duration.ofMinutes(10));
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
            assertThat(world.podsOf("v3")).as(world.toString()).isZero();
            assertThat(world.podsOf("v2")).as(world.toString()).isEqualTo(4);
        });
    }

    @Test
    void a_deployment_resumed_by_hand_before_the_release_has_begun_does_not_leak() {
        forAll(RUNS, DisturbedReleaseTest::world, world -> {
            world.crashRate = 0;
            world.counters.isAway = true;
            world.run(Duration.ofSeconds(5));
            assertThat(world.state.phase()).isEqualTo(Phase.PENDING);
            world.resumeByHand();
            world.run(Duration.ofSeconds(10));
            assertThat(world.podsOf("v2")).as(world.toString()).isZero();
            assertThat(world.isPaused()).isTrue();
        });
    }

    @Test
    void a_deployment_made_again_ends_the_release_and_is_not_held_without_pods() {
        forAll(RUNS, DisturbedReleaseTest::underWay, world -> {
            Phase at = world.state.phase();
            world.crashRate = 0;
            world.makeDeploymentAgain();
            world.run(Duration.ofMinutes(5));
            if (at.isBeforePromotion()) {
                assertThat(world.state.phase()).as(at + " then " + world).isEqualTo(Phase.WITHDRAWN);
                assertThat(world.isPaused())
                        .as("whether it is kept from starting, " + world)
                        .isFalse();
                assertThat(world.weight()).isZero();
            }
        });
    }
}
