package dev.sluice.core.engine;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.QuietPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.JudgeRecord.Own;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.testing.world.Plans;
import dev.sluice.testing.world.ToyWorld;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A service that nobody calls, with and without requests of Sluice's own. */
class QuietServiceTest {

    private static final int RUNS = 50;
    private static final Duration LONG = Duration.ofHours(2);
    private static final ReleasePlan WITH_OWN = Plans.quiet(new QuietPlan("/", 1, null));
    private static final ReleasePlan WITHOUT = Plans.quiet(null);

    private static ToyWorld world(ReleasePlan plan, RandomGenerator random) {
        ToyWorld world = new ToyWorld(plan, random);
        world.counters.isQuiet = true;
        return world;
    }

    private static ToyWorld afterTwoMinutes(RandomGenerator random) {
        ToyWorld world = world(WITH_OWN, random);
        world.run(Duration.ofMinutes(2));
        return world;
    }

    private static String sentence(ToyWorld world) {
        return Objects.requireNonNull(world.decision).reason().sentence();
    }

    @Test
    void by_their_answers_a_good_version_is_promoted() {
        forAll(RUNS, random -> world(WITH_OWN, random), world -> {
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.SUCCEEDED);
        });
    }

    @Test
    void by_their_answers_a_bad_version_is_rolled_back() {
        forAll(RUNS, random -> world(WITH_OWN, random), world -> {
            world.counters.errorRate = 0.3;
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.ROLLED_BACK);
            assertThat(world.state.judge().live().errors().total().candidateErrors())
                    .isPositive();
        });
    }

    @Test
    void without_them_the_time_runs_out_and_a_person_is_waited_for() {
        forAll(RUNS, random -> world(WITHOUT, random), world -> {
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.PAUSED);
            assertThat(world.isClear() || world.weight() == 0).isTrue();
            assertThat(world.state.judge().own()).isNull();
        });
    }

    @Test
    void what_reaches_nobody_is_no_evidence_and_people_are_told() {
        forAll(RUNS, random -> world(WITH_OWN, random), world -> {
            world.counters.errorRate = 1;
            world.counters.isUnreachable = true;
            world.run(Duration.ofMinutes(2));
            assertThat(world.state.phase()).isEqualTo(Phase.SHIFTING);
            assertThat(sentence(world)).contains("No pod can be reached.");
            world.run(LONG);
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.PAUSED);
        });
    }

    @Test
    void people_are_told_how_many_of_the_requests_were_sluices_own() {
        forAll(RUNS, QuietServiceTest::afterTwoMinutes, world -> {
            Own own = Objects.requireNonNull(world.state.judge().own());
            assertThat(own.counts())
                    .isEqualTo(world.state.judge().live().errors().total());
            assertThat(sentence(world))
                    .contains(own.counts().candidateRequests() + " of the candidate's and", "were Sluice's own");
        });
    }

    @Test
    void each_version_gets_as_many_as_the_plan_says() {
        forAll(RUNS, QuietServiceTest::afterTwoMinutes, world -> {
            Own own = Objects.requireNonNull(world.state.judge().own());
            assertThat(own.counts().candidateRequests()).isEqualTo(own.counts().stableRequests());
            assertThat(own.counts().candidateRequests()).isBetween(60L, 120L);
        });
    }

    @Test
    void they_are_no_users_of_whom_a_weight_could_be_told() {
        forAll(RUNS, QuietServiceTest::afterTwoMinutes, world -> {
            assertThat(world.state.traffic().observedRatio()).isNull();
            assertThat(world.state.judge().share().isContradicted()).isFalse();
        });
    }

    @Test
    void while_users_requests_can_not_be_seen_no_step_is_taken_on_them() {
        forAll(RUNS, QuietServiceTest::afterTwoMinutes, world -> {
            world.counters.isAway = true;
            world.run(Duration.ofSeconds(15));
            int weight = world.weight();
            world.run(Duration.ofMinutes(2));
            assertThat(world.weight()).isEqualTo(weight);
            assertThat(Objects.requireNonNull(world.decision).reason().code()).isEqualTo(ReasonCode.NO_DATA);
            world.run(Duration.ofMinutes(5));
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.PAUSED);
        });
    }

    @Test
    void nor_does_an_outage_hide_a_version_that_fails_them() {
        forAll(RUNS, QuietServiceTest::afterTwoMinutes, world -> {
            world.counters.isAway = true;
            world.counters.errorRate = 1;
            world.run(Duration.ofMinutes(4));
            assertThat(world.state.phase()).as(world.toString()).isEqualTo(Phase.ROLLED_BACK);
        });
    }
}
