package dev.sluice.core.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.custody.CustodyDecision.Kind;
import dev.sluice.core.release.Effect;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustodyTest {

    private static final String SERVING = "rs-1";

    private boolean isPaused = true;
    private String heldBy = "shop/checkout";
    private boolean isAtRest = true;
    private TemplateState template = TemplateState.SERVING;
    private RollView roll = new RollView(true, SERVING, 4, SERVING, 4, 4, List.of());
    private @Nullable CandidateView candidate;
    private @Nullable BaselineView baseline;

    private CustodyDecision decide(String servingUid, String refusedBy) {
        DeploymentView deployment =
                new DeploymentView("7", 3, isPaused, heldBy, 4, new Template("{}"), template, List.of("checkout:v2"));
        return Custody.decide(
                new WorkloadView(deployment, roll, List.of(), candidate, baseline, null),
                new Custody.Known(servingUid, refusedBy, isAtRest));
    }

    private void rolls(String newUid, int newReady, int servingReady) {
        roll = new RollView(
                servingReady == 0, newUid, newReady, SERVING, servingReady, newReady + servingReady, List.of());
    }

    @Test
    void a_complete_deployment_is_adopted_before_it_is_held() {
        isPaused = false;
        isAtRest = false;
        CustodyDecision decision = decide("", "");
        assertThat(decision.kind()).isEqualTo(Kind.RECORD_SERVING);
        assertThat(decision.effects()).isEmpty();
    }

    @Test
    void a_roll_under_way_is_left_to_kubernetes() {
        isPaused = false;
        roll = new RollView(false, "rs-2", 1, "", 0, 4, List.of());
        CustodyDecision decision = decide("", "");
        assertThat(decision.kind()).isEqualTo(Kind.ADOPTING);
        assertThat(decision.sentence()).contains("1 of 4");
    }

    @Test
    void an_adopted_deployment_is_held() {
        isPaused = false;
        isAtRest = false;
        assertThat(decide(SERVING, "").effects()).containsExactly(new Effect.Rest("7"));
    }

    @Test
    void at_rest_nothing_is_done() {
        CustodyDecision decision = decide(SERVING, "");
        assertThat(decision.kind()).isEqualTo(Kind.AT_REST);
        assertThat(decision.effects()).isEmpty();
    }

    @Test
    void a_new_template_begins_a_release() {
        template = TemplateState.OTHER;
        roll = new RollView(false, "", 0, SERVING, 4, 4, List.of());
        CustodyDecision decision = decide(SERVING, "");
        assertThat(decision.kind()).isEqualTo(Kind.RELEASE);
        assertThat(decision.sentence()).contains("checkout:v2");
    }

    @Test
    void a_refused_template_begins_none_and_says_how_to_retry() {
        template = TemplateState.OTHER;
        roll = new RollView(false, "", 0, SERVING, 4, 4, List.of());
        CustodyDecision decision = decide(SERVING, "checkout-3");
        assertThat(decision.kind()).isEqualTo(Kind.REFUSED);
        assertThat(decision.sentence()).contains("checkout-3").contains("sluice retry");
    }

    @Test
    void a_new_template_of_a_deployment_that_is_not_paused_is_held_first() {
        template = TemplateState.OTHER;
        isPaused = false;
        roll = new RollView(false, "", 0, SERVING, 4, 4, List.of());
        assertThat(decide(SERVING, "").effects()).containsExactly(new Effect.Hold(Effect.Hold.ANY));
    }

    @Test
    void unjudged_pods_are_taken_out_while_serving_ones_are_left() {
        template = TemplateState.OTHER;
        rolls("rs-2", 1, 3);
        CustodyDecision decision = decide(SERVING, "");
        assertThat(decision.kind()).isEqualTo(Kind.BYPASSED);
        assertThat(decision.effects()).containsExactly(new Effect.ServeOnly(SERVING));
    }

    @Test
    void a_roll_that_is_done_behind_its_back_is_what_serves() {
        template = TemplateState.OTHER;
        isPaused = false;
        rolls("rs-2", 4, 0);
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.RECORD_BYPASS);
    }

    @Test
    void a_refused_template_does_not_serve_because_of_a_scale_down() {
        template = TemplateState.OTHER;
        roll = new RollView(true, "rs-2", 0, SERVING, 0, 0, List.of());
        assertThat(decide(SERVING, "checkout-3").kind()).isEqualTo(Kind.REFUSED);
        isPaused = false;
        assertThat(decide(SERVING, "checkout-3").effects()).containsExactly(new Effect.Hold(Effect.Hold.ANY));
    }

    @Test
    void pods_that_kubernetes_starts_on_the_way_up_from_zero_are_taken_out() {
        template = TemplateState.OTHER;
        roll = new RollView(true, "rs-2", 4, SERVING, 0, 4, List.of());
        assertThat(decide(SERVING, "checkout-3").effects()).containsExactly(new Effect.ServeOnly(SERVING));
    }

    @Test
    void so_are_those_of_neither_the_serving_nor_the_current_template() {
        template = TemplateState.OTHER;
        roll = new RollView(false, "", 0, SERVING, 0, 4, List.of());
        assertThat(decide(SERVING, "").effects()).containsExactly(new Effect.ServeOnly(SERVING));
    }

    @Test
    void a_restart_rolls_the_same_template_and_is_then_what_serves() {
        template = TemplateState.RESTARTED;
        roll = new RollView(false, "", 0, SERVING, 4, 4, List.of());
        assertThat(decide(SERVING, "").effects()).containsExactly(new Effect.Resume("7"));
        isPaused = false;
        rolls("rs-2", 4, 0);
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.RECORD_SERVING);
    }

    private void madeAnew(TemplateState newTemplate, String newUid, int newReady) {
        template = newTemplate;
        isPaused = false;
        isAtRest = false;
        heldBy = "";
        roll = new RollView(newReady == 4, newUid, newReady, "", 0, newReady, List.of());
    }

    @Test
    void a_deployment_made_anew_is_not_held_before_it_has_pods() {
        for (TemplateState any : List.of(TemplateState.SERVING, TemplateState.OTHER, TemplateState.RESTARTED)) {
            madeAnew(any, "", 0);
            assertThat(decide(SERVING, "").kind()).as(any.name()).isEqualTo(Kind.ADOPTING);
            assertThat(decide(SERVING, "").effects()).as(any.name()).isEmpty();
        }
    }

    @Test
    void a_deployment_made_anew_is_left_to_kubernetes_and_then_adopted() {
        madeAnew(TemplateState.OTHER, "rs-9", 2);
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.ADOPTING);
        assertThat(decide(SERVING, "checkout-3").effects()).isEmpty();
        madeAnew(TemplateState.OTHER, "rs-9", 4);
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.RECORD_SERVING);
    }

    @Test
    void one_made_anew_with_the_same_template_is_recorded_when_it_is_whole() {
        madeAnew(TemplateState.SERVING, "rs-9", 2);
        roll = new RollView(false, "rs-9", 2, "rs-9", 2, 2, List.of());
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.ADOPTING);
        roll = new RollView(true, "rs-9", 4, "rs-9", 4, 4, List.of());
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.RECORD_SERVING);
    }

    @Test
    void one_that_came_back_paused_with_our_marks_and_without_a_replica_set_is_started() {
        madeAnew(TemplateState.OTHER, "", 0);
        isPaused = true;
        heldBy = "shop/checkout";
        assertThat(decide(SERVING, "").effects()).containsExactly(new Effect.Resume("7"));
        assertThat(decide("", "").effects()).containsExactly(new Effect.Resume("7"));
        heldBy = "";
        assertThat(decide("", "").effects()).as("paused by its own manifest").isEmpty();
    }

    @Test
    void pods_of_another_template_that_serve_alone_are_not_rolled_over() {
        template = TemplateState.OTHER;
        roll = new RollView(false, "", 0, "", 0, 4, List.of());
        CustodyDecision decision = decide(SERVING, "");
        assertThat(decision.kind()).isEqualTo(Kind.ADOPTING);
        assertThat(decision.effects()).isEmpty();
    }

    @Test
    void a_deployment_scaled_to_zero_is_held_as_any() {
        template = TemplateState.OTHER;
        isPaused = false;
        roll = new RollView(false, "", 0, SERVING, 0, 0, List.of());
        assertThat(decide(SERVING, "").effects()).containsExactly(new Effect.Hold(Effect.Hold.ANY));
    }

    @Test
    void pods_of_a_revision_that_went_are_let_go() {
        roll = new RollView(false, SERVING, 3, SERVING, 3, 4, List.of());
        CustodyDecision decision = decide(SERVING, "");
        assertThat(decision.kind()).isEqualTo(Kind.SETTLING);
        assertThat(decision.effects()).containsExactly(new Effect.Resume("7"));
    }

    @Test
    void a_candidate_without_a_release_is_swept_but_not_a_foreign_one() {
        candidate = new CandidateView(true, false, true, 1, 1, false, List.of(), List.of());
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.SWEEP);
        candidate = new CandidateView(false, false, true, 1, 1, false, List.of(), List.of());
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.AT_REST);
    }

    @Test
    void a_baseline_without_a_release_is_swept_but_not_a_foreign_one() {
        baseline = new BaselineView(true, true, 1, 1, List.of(), List.of());
        assertThat(decide(SERVING, "")).satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo(Kind.SWEEP);
            assertThat(decision.sentence()).isEqualTo("A baseline without a release is removed.");
        });
        baseline = new BaselineView(false, false, 1, 1, List.of(), List.of());
        assertThat(decide(SERVING, "").kind()).isEqualTo(Kind.AT_REST);
    }
}
