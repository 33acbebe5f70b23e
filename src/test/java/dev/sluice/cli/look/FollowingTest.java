package dev.sluice.cli.look;

import static dev.sluice.cli.Samples.aPolicy;
import static dev.sluice.cli.Samples.aRelease;
import static dev.sluice.cli.Samples.anEndedRelease;
import static dev.sluice.cli.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.cli.cluster.PodTemplate;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.look.Following.Sight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pipeline is told, by what the Deployment, the policy and its releases are at. */
final class FollowingTest {

    private static final String OLD = templateOf(aRelease("cart", 1), false);
    private static final String NEW = templateOf(aRelease("cart", 1), true);

    private final Following following = new Following(Goal.parse("succeeded"));

    private static String templateOf(Release release, boolean isCandidate) {
        return (isCandidate ? release.getSpec().candidate : release.getSpec().serving).template;
    }

    private static ReleasePolicy policy(String phase, String reason, String serving) {
        ReleasePolicy policy = aPolicy("cart", phase, "", ready(reason, "It is " + reason + "."));
        policy.getStatus().serving = new ReleasePolicyStatus.Serving();
        policy.getStatus().serving.template = serving;
        return policy;
    }

    private Optional<Boolean> look(ReleasePolicy policy, String template, Release... newestFirst) {
        return following.look(new Sight(new PolicyView(policy), List.of(newestFirst), PodTemplate.recorded(template)));
    }

    @Test
    void a_template_that_serves_already_is_reached_at_once() {
        assertThat(look(policy("Ready", "AtRest", OLD), OLD)).contains(true);
    }

    @Test
    void a_change_that_no_operator_has_noticed_keeps_the_pipeline_waiting() {
        ReleasePolicy policy = policy("Ready", "AtRest", OLD);

        for (int looks = 0; looks < 20; looks++) {
            assertThat(look(policy, NEW)).isEmpty();
        }
        assertThat(following.sentence()).contains("no operator has looked at yet");
    }

    @Test
    void a_release_is_followed_to_its_success() {
        assertThat(look(policy("Shifting", "Analysing", OLD), NEW, aRelease("cart", 2, "Shifting", "Not decided yet.")))
                .isEmpty();
        assertThat(following.sentence()).isEqualTo("cart-2 Shifting: Not decided yet.");
        assertThat(look(policy("Ready", "AtRest", NEW), NEW, anEndedRelease("cart", 2, "Succeeded", "It serves.")))
                .contains(true);
    }

    @Test
    void a_release_taken_back_fails_the_gate_although_the_policy_is_at_rest_again() {
        look(policy("Promoting", "RollingDeployment", OLD), NEW, aRelease("cart", 2, "Promoting", "It rolls."));

        assertThat(look(policy("Ready", "AtRest", OLD), OLD, anEndedRelease("cart", 2, "RolledBack", "It is worse.")))
                .contains(false);
        assertThat(following.sentence()).isEqualTo("cart-2 RolledBack: It is worse.");
    }

    @Test
    void a_newer_template_fails_the_gate_of_the_older() {
        look(policy("Shifting", "Analysing", OLD), NEW, aRelease("cart", 2, "Shifting", "Not decided yet."));

        assertThat(look(
                        policy("Pending", "WaitingForStable", OLD),
                        "{\"newer\":1}",
                        aRelease("cart", 3, "Pending", "Soon."),
                        anEndedRelease("cart", 2, "Superseded", "A newer template came.")))
                .contains(false);
    }

    @Test
    void a_release_of_an_older_template_is_not_what_the_pipeline_waits_for() {
        Release older = aRelease("cart", 2, "Shifting", "Not decided yet.");

        assertThat(look(policy("Shifting", "Analysing", OLD), "{\"newer\":1}", older))
                .isEmpty();
        assertThat(following.sentence())
                .isEqualTo("cart-2 makes way for what the Deployment has now: Not decided yet.");
        older.getStatus().phase = "Superseded";
        older.getStatus().endedAt = "2026-01-01T03:00:00Z";
        assertThat(look(policy("Ready", "Settling", OLD), "{\"newer\":1}", older))
                .isEmpty();
    }

    @Test
    void a_refused_template_will_not_be_reached() {
        assertThat(look(
                        policy("Refused", "Refused", OLD),
                        NEW,
                        anEndedRelease("cart", 2, "RolledBack", "It is worse.")))
                .contains(false);
        assertThat(following.sentence()).isEqualTo("cart-2 RolledBack: It is worse.");
    }

    @Test
    void a_refusal_of_what_the_deployment_had_before_says_nothing() {
        assertThat(look(
                        policy("Refused", "Refused", OLD),
                        "{\"newer\":1}",
                        anEndedRelease("cart", 2, "RolledBack", "It is worse.")))
                .isEmpty();
    }

    @Test
    void an_invalid_policy_fails_the_gate_unless_it_was_mended_just_now() {
        ReleasePolicy policy = policy("Invalid", "Invalid", OLD);
        policy.getMetadata().setGeneration(2L);
        policy.getStatus().observedGeneration = 1L;
        for (int looks = 0; looks < 20; looks++) {
            assertThat(look(policy, NEW)).isEmpty();
        }

        policy.getStatus().observedGeneration = 2L;

        assertThat(List.of(look(policy, NEW), look(policy, NEW), look(policy, NEW)))
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(false));
    }

    @Test
    void a_restart_is_no_change_to_wait_for() {
        String restarted = NEW.replace(
                "{\"labels\"",
                "{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"2026-01-01T00:00:00Z\"},\"labels\"");

        assertThat(look(policy("Ready", "AtRest", NEW), restarted)).contains(true);
    }

    @Test
    void any_phase_can_be_waited_for() {
        Following paused = new Following(Goal.parse("paused,succeeded"));

        assertThat(paused.look(new Sight(
                        new PolicyView(policy("Paused", "PausedByPerson", OLD)),
                        List.of(aRelease("cart", 2, "Paused", "Somebody paused it.")),
                        PodTemplate.recorded(NEW))))
                .contains(true);
    }
}
