package dev.sluice.core.judge.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.threshold.PodState.Kind;
import dev.sluice.core.judge.threshold.PodState.Signal;
import dev.sluice.testing.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PodStateTest {

    private static final Instant START = Instant.parse("2024-06-07T10:00:00Z");
    private static final PodRule RULE = PodRule.defaults();

    @Test
    void pods_that_only_run_are_calm() {
        PodState state = PodState.start();
        for (int second = 0; second < 3600; second += 5) {
            state = look(state, second, pods("candidate", 2, 0), pods("stable", 9, 0));
        }
        assertThat(state.signal(RULE)).isEqualTo(Signal.CALM);
        assertThat(state.sentence(RULE))
                .isEqualTo("No candidate pod restarted in the last 10 min or ceased to be ready in the last 5 min.");
    }

    @Test
    void what_a_pod_went_through_before_it_was_seen_does_not_count() {
        PodState state = look(PodState.start(), 0, pods("candidate", 2, 7), pods("stable", 9, 0));
        state = look(state, 5, List.of(running("candidate 0", 7), running("new", 40)), pods("stable", 9, 0));

        assertThat(state.signal(RULE)).isEqualTo(Signal.CALM);
        assertThat(state.events()).isEmpty();
    }

    @Test
    void one_restart_holds_the_release_for_ten_minutes() {
        PodState state = restarting(0, 60);

        assertThat(state.signal(RULE)).isEqualTo(Signal.SUSPECT);
        assertThat(look(state, 660, state.candidates(), state.stables()).signal(RULE))
                .isEqualTo(Signal.SUSPECT);
        assertThat(look(state, 661, state.candidates(), state.stables()).signal(RULE))
                .isEqualTo(Signal.CALM);
    }

    @Test
    void two_restarts_of_one_pod_fail_the_candidate_even_between_two_looks() {
        PodState state = look(PodState.start(), 0, pods("candidate", 2, 0), pods("stable", 9, 0));
        state = look(state, 5, List.of(running("candidate 0", 2), running("candidate 1", 0)), pods("stable", 9, 0));

        assertThat(state.signal(RULE)).isEqualTo(Signal.FAILING);
    }

    @Test
    void two_restarts_of_two_pods_fail_it_if_they_are_apart() {
        assertThat(restarting(0, 60, 70).signal(RULE)).isEqualTo(Signal.FAILING);
        assertThat(restarting(0, 60, 65).signal(RULE)).as("a node that reboots").isEqualTo(Signal.SUSPECT);
        assertThat(restarting(0, 60, 661).signal(RULE)).as("ten minutes apart").isEqualTo(Signal.SUSPECT);
    }

    @Test
    void restarts_that_stable_shares_speak_against_nobody() {
        assertThat(restarting(9, 60, 120).signal(RULE)).isEqualTo(Signal.CALM);
        // Two of two against two of nine is more than three times as much each, against three of nine it is not.
        assertThat(restarting(2, 60, 120).signal(RULE)).isEqualTo(Signal.FAILING);
        assertThat(restarting(3, 60, 120).signal(RULE)).isEqualTo(Signal.CALM);
    }

    @Test
    void a_pod_that_was_killed_for_memory_counts_as_a_restart_and_is_named_as_such() {
        PodState state = look(PodState.start(), 0, pods("candidate", 1, 0), pods("stable", 3, 0));
        state = look(state, 5, List.of(new PodSight("candidate 0", false, null, 1, 1)), pods("stable", 3, 0));

        assertThat(state.signal(RULE)).isEqualTo(Signal.SUSPECT);
        assertThat(state.events()).extracting(PodState.Event::kind).containsExactly(Kind.OUT_OF_MEMORY, Kind.UNREADY);
        assertThat(state.sentence(RULE))
                .isEqualTo(
                        "1 candidate pod restarted 1 time in the last 10 min, 1 of them killed for memory, the last was"
                                + " candidate 0; 3 stable pods 0 times. Rollback at 2. 1 candidate pod ceased to be ready 1 time in"
                                + " the last 5 min, up to 1 time one pod; 3 stable pods 0 times. Rollback at 3 of one pod.");
    }

    @Test
    void a_pod_that_loses_its_readiness_again_and_again_fails_the_candidate() {
        assertThat(flapping(1, 0).signal(RULE)).isEqualTo(Signal.CALM);
        assertThat(flapping(2, 0).signal(RULE)).isEqualTo(Signal.SUSPECT);
        assertThat(flapping(3, 0).signal(RULE)).isEqualTo(Signal.FAILING);
        assertThat(flapping(3, 9).signal(RULE)).as("stable does so too").isEqualTo(Signal.CALM);
    }

    @Test
    void losses_of_readiness_of_several_pods_or_long_ago_do_not_add_up() {
        PodState state = flapping(2, 0);

        assertThat(look(state, 900, state.candidates(), state.stables()).signal(RULE))
                .isEqualTo(Signal.CALM);

        PodState first = look(PodState.start(), 0, pods("candidate", 3, 0), pods("stable", 9, 0));
        PodState all = look(first, 5, notReady(3), pods("stable", 9, 0));
        assertThat(all.signal(RULE)).isEqualTo(Signal.CALM);
    }

    @Test
    void readiness_lost_and_found_between_two_looks_is_seen_by_its_time() {
        PodState state = look(PodState.start(), 0, pods("candidate", 1, 0), List.of());
        state = look(state, 30, List.of(new PodSight("candidate 0", true, at(20), 0, 0)), List.of());
        assertThat(state.events()).extracting(PodState.Event::kind).containsExactly(Kind.UNREADY);

        PodState coming = look(PodState.start(), 0, notReady(1), List.of());
        coming = look(coming, 30, List.of(new PodSight("candidate 0", true, at(20), 0, 0)), List.of());
        assertThat(coming.events()).as("becoming ready").isEmpty();
    }

    @Test
    void the_same_look_counts_once() {
        PodState state = restarting(0, 60);

        assertThat(state.observe(at(60), pods("candidate", 2, 9), List.of(), RULE))
                .isEqualTo(state);
    }

    @Test
    void no_pods_counts_or_times_break_it() {
        ForAll.forAll(50, random -> random, random -> {
            PodRule rule = new PodRule(
                    1 + random.nextInt(3),
                    Duration.ofSeconds(random.nextBoolean() ? Long.MAX_VALUE : 1),
                    1 + random.nextInt(3),
                    Duration.ofSeconds(300),
                    random.nextBoolean() ? 1 : Double.MAX_VALUE);
            PodState state = PodState.start();
            for (int k = 0; k < 60; k++) {
                Instant at = random.nextInt(10) == 0 ? Instant.MAX : at(k);
                state = state.observe(at, wildPods(random), wildPods(random), rule);
                assertThat(state.signal(rule)).isNotNull();
                assertThat(state.sentence(rule)).isNotEmpty();
                assertThat(state.events().size()).isLessThanOrEqualTo(200);
            }
        });
    }

    @Test
    void impossible_rules_are_refused() {
        Duration window = Duration.ofMinutes(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new PodRule(0, window, 1, window, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new PodRule(1, window, 51, window, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new PodRule(1, Duration.ZERO, 1, window, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new PodRule(1, window, 1, window.negated(), 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new PodRule(1, window, 1, window, Double.NaN));
    }

    /** Two candidate pods, of which one restarts at each time in turn, and stable pods of which so many restart once. */
    private static PodState restarting(int stableRestarts, int... seconds) {
        PodState state = look(PodState.start(), 0, pods("candidate", 2, 0), pods("stable", 9, 0));
        long[] restarts = new long[2];
        for (int k = 0; k < seconds.length; k++) {
            restarts[k % 2]++;
            state = look(
                    state,
                    seconds[k],
                    List.of(running("candidate 0", restarts[0]), running("candidate 1", restarts[1])),
                    IntStream.range(0, 9)
                            .mapToObj(pod -> running("stable " + pod, pod < stableRestarts ? 1 : 0))
                            .toList());
        }
        return state;
    }

    private static PodState flapping(int candidateFlaps, int stablePodsThatDoToo) {
        PodState state = look(PodState.start(), 0, pods("candidate", 2, 0), pods("stable", 9, 0));
        for (int flap = 1; flap <= candidateFlaps; flap++) {
            Instant changed = at(20 * flap);
            state = look(
                    state,
                    20 * flap,
                    List.of(new PodSight("candidate 0", true, changed, 0, 0), running("candidate 1", 0)),
                    IntStream.range(0, 9)
                            .mapToObj(pod -> pod < stablePodsThatDoToo
                                    ? new PodSight("stable " + pod, true, changed, 0, 0)
                                    : running("stable " + pod, 0))
                            .toList());
        }
        return state;
    }

    private static PodState look(PodState state, int second, List<PodSight> candidates, List<PodSight> stables) {
        return state.observe(at(second), candidates, stables, RULE);
    }

    private static List<PodSight> pods(String name, int count, long restarts) {
        return IntStream.range(0, count)
                .mapToObj(pod -> running(name + " " + pod, restarts))
                .toList();
    }

    private static List<PodSight> notReady(int count) {
        return IntStream.range(0, count)
                .mapToObj(pod -> new PodSight("candidate " + pod, false, null, 0, 0))
                .toList();
    }

    private static PodSight running(String name, long restarts) {
        return new PodSight(name, true, START, restarts, 0);
    }

    private static List<PodSight> wildPods(RandomGenerator random) {
        long[] restarts = {0, 1, 2, -1, Long.MAX_VALUE, Long.MIN_VALUE};
        Instant[] times = {Instant.MIN, Instant.MAX, START};
        List<PodSight> pods = new ArrayList<>();
        for (int k = random.nextInt(4); k > 0; k--) {
            pods.add(new PodSight(
                    "pod " + random.nextInt(3),
                    random.nextBoolean(),
                    random.nextBoolean() ? null : times[random.nextInt(times.length)],
                    restarts[random.nextInt(restarts.length)],
                    random.nextInt(3) - 1));
        }
        return pods;
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
