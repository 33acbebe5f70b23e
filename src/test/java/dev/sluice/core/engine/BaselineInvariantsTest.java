package dev.sluice.core.engine;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.release.Intent;
import dev.sluice.core.release.Phase;
import dev.sluice.testing.world.Plans;
import dev.sluice.testing.world.ToyWorld;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What holds of a fresh baseline in every world. That it is never made while the candidate has traffic, and never runs
 * anything but the serving template, the toy cluster itself refuses to see broken.
 */
final class BaselineInvariantsTest {

    private static final int RUNS = 200;
    private static final int SECONDS = 1000;
    private static final Duration LONG = Duration.ofHours(2);

    /** What may befall a release; each leads to an end or to a wait. */
    private static final List<Consumer<ToyWorld>> FATES = List.of(
            world -> {},
            world -> world.ask(Intent.Kind.ABORT),
            world -> world.ask(Intent.Kind.PAUSE),
            world -> world.ask(Intent.Kind.PROMOTE_FULL),
            world -> world.template("v3"),
            world -> world.template("v1"),
            world -> world.isPolicyDeleted = true,
            world -> world.counters.isAway = true,
            world -> world.counters.errorRate = 0.5,
            world -> world.scale(0),
            world -> world.scale(9),
            world -> world.write(0),
            ToyWorld::deleteCandidateByHand,
            ToyWorld::deleteBaselineByHand,
            ToyWorld::baselineNeverReady,
            ToyWorld::noRoomForBoth,
            ToyWorld::candidateNeverReady,
            ToyWorld::resumeByHand);

    private static ToyWorld world(RandomGenerator random) {
        ToyWorld world = new ToyWorld(Plans.withFreshBaseline(), random);
        world.crashRate = random.nextInt(3) * 0.1;
        return world;
    }

    private static ToyWorld underWay(RandomGenerator random) {
        ToyWorld world = world(random);
        world.run(Duration.ofSeconds(random.nextInt(200)));
        return world;
    }

    private static ToyWorld fated(RandomGenerator random) {
        ToyWorld world = underWay(random);
        FATES.get(random.nextInt(FATES.size())).accept(world);
        return world;
    }

    private static void reach(ToyWorld world, Phase phase) {
        for (int i = 0; i < SECONDS && world.state.phase() != phase; i++) {
            world.second();
        }
        assertThat(world.state.phase()).as(world.toString()).isEqualTo(phase);
    }

    @Test
    void nothing_of_a_baseline_is_left_at_the_end_whatever_befalls_the_release() {
        forAll(3 * RUNS, BaselineInvariantsTest::fated, world -> {
            world.run(LONG);
            boolean isOver = world.state.phase().isTerminal();
            boolean waits = world.state.phase() == Phase.PAUSED || world.state.phase() == Phase.PENDING;
            assertThat(isOver || waits).as(world.toString()).isTrue();
            if (world.weight() == 0 || isOver) {
                assertThat(world.hasBaseline()).as(world.toString()).isFalse();
            }
        });
    }

    @Test
    void nothing_is_left_where_the_deployment_goes_away() {
        forAll(RUNS, BaselineInvariantsTest::underWay, world -> {
            world.crashRate = 0;
            world.deployment(false);
            world.run(Duration.ofMinutes(2));
            assertThat(world.state.phase().isTerminal()).as(world.toString()).isTrue();
            assertThat(world.hasBaseline()).as(world.toString()).isFalse();
        });
    }

    @Test
    void it_is_as_large_as_the_candidate_as_long_as_the_two_are_compared() {
        forAll(RUNS, BaselineInvariantsTest::world, world -> {
            world.crashRate = 0;
            reach(world, Phase.SHIFTING);
            for (int i = 0; i < SECONDS && world.state.phase().isBeforePromotion(); i++) {
                assertThat(world.baselineSize()).as(world.toString()).isEqualTo(world.candidateSize());
                world.second();
            }
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.PROMOTING);
            assertThat(world.hasBaseline()).as(world.toString()).isFalse();
            assertThat(world.baselinesMade()).isEqualTo(1);
        });
    }

    @Test
    void the_first_shift_waits_for_it() {
        forAll(RUNS, BaselineInvariantsTest::world, world -> {
            reach(world, Phase.SHIFTING);
            assertThat(world.baselineReady())
                    .as(world.toString())
                    .isEqualTo(world.baselineSize())
                    .isPositive();
        });
    }

    @Test
    void one_that_never_gets_ready_does_not_block_the_release() {
        forAll(RUNS, BaselineInvariantsTest::world, world -> {
            world.baselineNeverReady();
            world.run(Duration.ofMinutes(30));
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void it_makes_way_where_there_is_no_room_for_both() {
        forAll(RUNS, BaselineInvariantsTest::world, world -> {
            world.noRoomForBoth();
            world.run(Duration.ofMinutes(30));
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void a_foreign_deployment_of_its_name_is_left_alone_and_blocks_nothing() {
        forAll(RUNS, BaselineInvariantsTest::world, world -> {
            world.foreignBaseline();
            world.run(Duration.ofMinutes(30));
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
            assertThat(world.baselinesMade()).isZero();
        });
    }

    @Test
    void a_pause_keeps_it_as_long_as_the_candidate_has_traffic_and_a_resume_from_zero_makes_another() {
        forAll(RUNS, BaselineInvariantsTest::world, world -> {
            world.crashRate = 0;
            reach(world, Phase.SHIFTING);
            for (int i = 0; i < SECONDS && world.weight() == 0; i++) {
                world.second();
            }
            world.ask(Intent.Kind.PAUSE);
            world.run(Duration.ofSeconds(20));
            assertThat(world.weight()).isPositive();
            assertThat(world.hasBaseline()).as(world.toString()).isTrue();
            world.counters.isAway = true;
            world.run(Duration.ofMinutes(6));
            assertThat(world.weight()).isZero();
            assertThat(world.hasBaseline()).as(world.toString()).isFalse();
            world.counters.isAway = false;
            world.ask(Intent.Kind.RESUME);
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
            assertThat(world.baselinesMade()).isEqualTo(2);
        });
    }

    @Test
    void nobody_gets_one_who_did_not_ask() {
        forAll(RUNS, random -> new ToyWorld(Plans.aPlan(), random), world -> {
            world.run(LONG);
            assertThat(world.state.phase()).isEqualTo(Phase.SUCCEEDED);
            assertThat(world.baselinesMade()).isZero();
        });
    }
}
