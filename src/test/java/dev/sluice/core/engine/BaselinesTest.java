package dev.sluice.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.PodHealth;
import dev.sluice.core.workload.PodProblem;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.testing.world.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Starting, beside a candidate that is ready: what becomes of the baseline, and what is said of it. */
final class BaselinesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Template SERVING = new Template("v1");
    private static final Subject SUBJECT =
            new Subject("checkout-1", 1, "rs-v1", SERVING, new Template("v2"), List.of("v2"), NOW);
    private static final PodProblem NO_NODE = new PodProblem("b", "Unschedulable", false, "Pod b finds no node: full");
    private static final PodProblem QUOTA = new PodProblem("rs", "FailedCreate", false, "ReplicaSet rs: quota");

    private final ReleasePlan plan = Plans.withFreshBaseline();
    private Duration waited = Duration.ofSeconds(5);
    private CandidateView candidate = aCandidate(1, List.of(), NOW.minusSeconds(3));
    private @Nullable BaselineView baseline = aBaseline(true, 1, NOW.minusSeconds(3));

    private static CandidateView aCandidate(int ready, List<PodProblem> problems, Instant since) {
        return new CandidateView(true, true, true, 1, ready, false, problems, List.of(aPod("c", since)));
    }

    private static BaselineView aBaseline(boolean isCopy, int ready, Instant since) {
        List<PodProblem> problems = ready == 0 ? List.of(NO_NODE) : List.of();
        return new BaselineView(true, isCopy, 1, ready, problems, List.of(aPod("b", since)));
    }

    private static PodHealth aPod(String name, Instant since) {
        return new PodHealth(name, true, since, 0, false, null);
    }

    private Decision decide() {
        ReleaseState state = ReleaseState.start(NOW.minus(waited)).in(Phase.STARTING, NOW.minus(waited));
        WorkloadView view = new WorkloadView(
                new DeploymentView(
                        "7", 3, true, "shop/checkout", 4, new Template("v2"), TemplateState.JUDGED, List.of("v2")),
                new RollView(false, "", 0, "rs-v1", 4, 4, List.of()),
                List.of(),
                candidate,
                baseline,
                null);
        TrafficView traffic = new TrafficView(Weights.STABLE, true, "1");
        return ReleaseEngine.decide(
                plan, SUBJECT, state, new Observation(NOW, view, traffic, "", Counted.nothing(true), List.of(), false));
    }

    private void waits(String sentence) {
        Decision decision = decide();
        assertThat(decision.next().phase()).isEqualTo(Phase.STARTING);
        assertThat(decision.reason().code()).isEqualTo(ReasonCode.BASELINE_STARTING);
        assertThat(decision.reason().sentence()).isEqualTo(sentence);
    }

    private void goesOn(String remark) {
        Decision decision = decide();
        assertThat(decision.next().phase()).isEqualTo(Phase.SHIFTING);
        assertThat(decision.reason().sentence())
                .isEqualTo("1 candidate pod is ready, as many as the first step needs." + remark);
    }

    @Test
    void a_whole_one_of_the_candidates_age_is_what_the_shift_waits_for() {
        goesOn("");
        assertThat(decide().effects()).isEmpty();
    }

    @Test
    void one_is_made_from_the_serving_template_in_the_candidates_size() {
        baseline = null;

        waits("The candidate is ready. There is no baseline.");
        assertThat(decide().effects()).containsExactly(new Effect.SizeBaseline(SERVING, 1));
    }

    @Test
    void one_that_was_edited_is_brought_back_before_it_counts() {
        baseline = aBaseline(false, 1, NOW);

        waits("The candidate is ready. 1 of 1 baseline pods are ready.");
        assertThat(decide().effects()).containsExactly(new Effect.SizeBaseline(SERVING, 1));
    }

    @Test
    void one_that_does_not_get_ready_is_waited_for_and_then_done_without() {
        baseline = aBaseline(true, 0, NOW);
        String state = "0 of 1 baseline pods are ready. Pod b finds no node: full";

        waits("The candidate is ready. " + state);
        waited = plan.readyWithin();
        // The candidate is ready too, or this would be too late for it.
        assertThat(decide().next().phase()).isEqualTo(Phase.SHIFTING);
        goesOn(" " + state + " The candidate is compared with the serving pods.");
    }

    @Test
    void a_foreign_one_is_not_waited_for() {
        baseline = new BaselineView(false, false, 1, 1, List.of(), List.of());

        goesOn(" Deployment shop/checkout-baseline is not Sluice's and is left alone."
                + " The candidate is compared with the serving pods.");
        assertThat(decide().effects()).isEmpty();
    }

    @Test
    void a_candidate_kept_through_a_pause_lets_the_new_one_warm_up() {
        candidate = aCandidate(1, List.of(), NOW.minusSeconds(600));
        baseline = aBaseline(true, 1, NOW.minusSeconds(10));

        waits("The baseline's pods are younger than the candidate's; they warm up for 20s.");
        baseline = aBaseline(true, 1, NOW.minusSeconds(30));
        goesOn("");
    }

    @Test
    void under_a_quota_it_makes_way_at_once_and_for_a_node_after_half_of_the_time() {
        candidate = aCandidate(0, List.of(QUOTA), NOW);
        assertThat(decide().effects()).containsExactly(new Effect.DeleteBaseline());

        candidate = aCandidate(0, List.of(NO_NODE), NOW);
        assertThat(decide().effects()).isEmpty();
        waited = plan.readyWithin().dividedBy(2);
        assertThat(decide().effects()).containsExactly(new Effect.DeleteBaseline());
    }

    @Test
    void a_candidate_made_anew_gets_a_new_one() {
        candidate = new CandidateView(true, false, true, 1, 1, false, List.of(), List.of());

        assertThat(decide().effects())
                .containsExactly(new Effect.SizeCandidate(SUBJECT.judged(), 1), new Effect.DeleteBaseline());
    }
}
