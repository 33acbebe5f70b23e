package dev.sluice.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GoalTest {

    private static ReleasePolicy policy(String phase, String reason) {
        ReleasePolicy policy = new ReleasePolicy();
        policy.setStatus(new ReleasePolicyStatus());
        policy.getStatus().phase = phase;
        Condition ready = new Condition();
        ready.type = "Ready";
        ready.reason = reason;
        policy.getStatus().conditions.add(ready);
        return policy;
    }

    private static Optional<Release> release(String phase, boolean isEnded) {
        Release release = new Release();
        release.setStatus(new ReleaseStatus());
        release.getStatus().phase = phase;
        release.getStatus().endedAt = isEnded ? "2026-01-01T00:00:00Z" : null;
        return Optional.of(release);
    }

    @Test
    void success_is_reached_when_the_policy_has_come_to_rest() {
        Goal goal = Goal.parse("succeeded");

        assertThat(goal.judge(policy("Ready", "AtRest"), release("Succeeded", true), false))
                .isEmpty();
        assertThat(goal.judge(policy("Ready", "AtRest"), release("Succeeded", true), true))
                .contains(true);
        assertThat(goal.judge(policy("Ready", "AtRest"), Optional.empty(), true))
                .contains(true);
    }

    @Test
    void a_refused_version_will_not_be_reached() {
        assertThat(Goal.parse("succeeded").judge(policy("Refused", "Refused"), release("RolledBack", true), true))
                .contains(false);
        assertThat(Goal.parse("succeeded").judge(policy("Invalid", "Invalid"), Optional.empty(), true))
                .contains(false);
    }

    @Test
    void a_release_under_way_keeps_everyone_waiting() {
        assertThat(Goal.parse("succeeded").judge(policy("Baking", "Baking"), release("Baking", false), true))
                .isEmpty();
        assertThat(Goal.parse("phase=Baking").judge(policy("Baking", "x"), release("Baking", false), false))
                .contains(true);
        assertThat(Goal.parse("paused,succeeded").judge(policy("Paused", "x"), release("Paused", false), false))
                .contains(true);
    }

    @Test
    void any_end_will_do_where_an_end_is_asked_for() {
        assertThat(Goal.parse("ended").judge(policy("Refused", "Refused"), release("RolledBack", true), true))
                .contains(true);
    }
}
