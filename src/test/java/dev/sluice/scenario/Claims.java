package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Condition;

/** What several scenarios claim in the same words. */
final class Claims {

    private static final Duration SOON = Duration.ofSeconds(60);

    private Claims() {}

    /** Not one request failed, whoever answered it. */
    static void noRequestFailed(Answers answers) {
        assertThat(answers.total().total()).as("requests sent").isPositive();
        assertThat(answers.failures()).as("failed requests: %s", answers).isZero();
    }

    /** Requests failed only where this version answered them with the errors it was built to give. */
    static void onlyFailedByItself(String version, Answers answers) {
        assertThat(answers.failuresBeyond(version))
                .as("failed requests that %s did not fail by itself: %s", version, answers)
                .isZero();
        assertThat(answers.of(version).timeouts()).as("time-outs").isZero();
    }

    /** Requests failed only where no version answered them. */
    static void onlyFailedUnanswered(Answers answers) {
        assertThat(answers.failuresBeyond(Answers.NOBODY))
                .as("failed requests that a version answered: %s", answers)
                .isZero();
    }

    /** The release ended this way. */
    static void ended(Moment end, String phase) {
        assertThat(end.phase()).as("%s", end).isEqualTo(phase);
    }

    /** The release was rolled back, and for one of these reasons. */
    static void rolledBackFor(Moment end, String... reasons) {
        ended(end, "RolledBack");
        assertThat(end.reasons()).as("%s", end).containsAnyOf(reasons);
    }

    /** Nothing of the release is left: routes as they were, no candidate, one version on all pods, Deployment held. */
    static void allAsBefore(App app, JsonNode routesBefore, String version) {
        await("nothing to be left of the release of " + app.name())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(app.routes().content()).isEqualTo(routesBefore);
                    assertThat(app.isCandidateGone()).as("candidate is gone").isTrue();
                    assertThat(app.versions()).containsOnlyKeys(version);
                    assertThat(app.isHeld()).as("Deployment is held").isTrue();
                });
    }

    /** The weights that the mesh was told climbed exactly through these. */
    static void climbedThrough(List<Integer> weights, Integer... steps) {
        int top = weights.indexOf(weights.stream().max(Integer::compare).orElse(0));
        List<Integer> climb = new ArrayList<>(weights.subList(0, top + 1));
        climb.remove(Integer.valueOf(0));
        assertThat(climb).as("weights on the way up, of %s", weights).containsExactly(steps);
    }

    static Condition<String> saying(String word) {
        return new Condition<>(text -> text.toLowerCase(Locale.ROOT).contains(word), "saying \"" + word + "\"");
    }

    /** Lets the world go on for a while. */
    static void watchFor(Duration time) {
        Instant end = Instant.now().plus(time);
        await().atMost(time.plusSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Instant.now().isAfter(end));
    }
}
