package dev.sluice.cli.look;

import static dev.sluice.cli.Samples.aDecision;
import static dev.sluice.cli.Samples.aPolicy;
import static dev.sluice.cli.Samples.aRelease;
import static dev.sluice.cli.Samples.anEndedRelease;
import static dev.sluice.cli.Samples.condition;
import static dev.sluice.cli.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.cli.look.Seen.Arm;
import dev.sluice.cli.view.Paint;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody sees who was woken by a release. */
final class PolicyTreeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T02:53:00Z");
    private static final int COLUMNS = 100;

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/cli/tree", name + ".txt"));
    }

    private static String tree(ReleasePolicy policy, Release release, Arm... arms) {
        return String.join(
                        "\n",
                        new PolicyTree(Paint.PLAIN, COLUMNS, NOW)
                                .lines(new Seen(policy, Optional.ofNullable(release), List.of(arms))))
                + "\n";
    }

    private static ReleasePolicy serving(ReleasePolicy policy) {
        policy.getStatus().serving = new ReleasePolicyStatus.Serving();
        policy.getStatus().serving.images = List.of("registry.example.com/checkout:v1");
        return policy;
    }

    private static Pod aPod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod aCrashingPod(String name, int restarts) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withRestartCount(restarts)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .endWaiting()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withReason("OOMKilled")
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod aPodWithoutNode(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .endCondition()
                .endStatus()
                .build();
    }

    private static void evidence(Release release, long errors, double against, double forNextStep) {
        ReleaseStatus.EvidenceStatus evidence = new ReleaseStatus.EvidenceStatus();
        evidence.candidateRequests = 1_204L;
        evidence.candidateErrors = errors;
        evidence.stableRequests = 10_840L;
        evidence.stableErrors = 2L;
        evidence.against = against;
        evidence.rollbackAt = 200.0;
        evidence.forNextStep = forNextStep;
        evidence.advanceAt = 20.0;
        release.getStatus().evidence = evidence;
    }

    private static void traffic(Release release, int set, int configured, Double observed, int highest) {
        ReleaseStatus.Traffic traffic = new ReleaseStatus.Traffic();
        traffic.set = set;
        traffic.configured = configured;
        traffic.observed = observed;
        traffic.highest = highest;
        release.getStatus().traffic = traffic;
    }

    @Test
    void a_release_that_moves() throws IOException {
        String sentence =
                "Not decided yet: candidate 1 of 1204 failed (0.083 %), stable 2 of 10840 failed (0.018 %). For"
                        + " the next step 4.2:1 of 20:1, against it 0.3:1 of 200:1.";
        Release release = aRelease("checkout", 4, "Shifting", sentence);
        release.getStatus().step = "3/5";
        traffic(release, 10, 10, 9.8, 10);
        evidence(release, 1, 0.3, 4.2);
        release.getStatus().decisions = List.of(
                aDecision("2026-01-01T02:48:10Z", "Shifting", 5, "The candidate gets 5 % of the traffic."),
                aDecision("2026-01-01T02:50:00Z", "Shifting", 10, "The candidate gets 10 % of the traffic."),
                aDecision("2026-01-01T02:50:05Z", "Shifting", 10, sentence));
        release.getStatus().decisions.get(2).count = 12;
        ReleasePolicy policy = serving(aPolicy("checkout", "Shifting", "checkout-4", ready("Analysing", sentence)));

        assertThat(tree(
                        policy,
                        release,
                        new Arm("stable", "checkout", 2, 2, List.of(aPod("checkout-6d4f-a"), aPod("checkout-6d4f-b"))),
                        new Arm("candidate", "checkout-canary", 1, 1, List.of(aPod("checkout-canary-79bc-x")))))
                .isEqualTo(golden("moving"));
    }

    @Test
    void a_release_that_goes_back() throws IOException {
        String sentence = "The candidate fails more than it may: candidate 61 of 1204 failed (5.1 %), stable 2 of 10840"
                + " failed (0.018 %).";
        Release release = aRelease("checkout", 4, "RollingBack", sentence);
        release.getStatus().step = "0/5";
        traffic(release, 0, 10, 9.8, 10);
        evidence(release, 61, 412.7, 0.001);
        release.getStatus().decisions = List.of(aDecision("2026-01-01T02:50:00Z", "RollingBack", 0, sentence));
        ReleasePolicy policy =
                serving(aPolicy("checkout", "RollingBack", "checkout-4", ready("WorseThanStable", sentence)));

        assertThat(tree(
                        policy,
                        release,
                        new Arm("stable", "checkout", 1, 1, List.of(aPod("checkout-6d4f-a"))),
                        new Arm(
                                "candidate",
                                "checkout-canary",
                                2,
                                0,
                                List.of(
                                        aCrashingPod("checkout-canary-79bc-x", 1),
                                        aPodWithoutNode("checkout-canary-79bc-y")))))
                .isEqualTo(golden("going-back"));
    }

    @Test
    void a_release_that_waits_for_a_person() throws IOException {
        Release release = aRelease("checkout", 4, "Paused", "No data for 5 min.");
        release.getStatus().step = "3/5";
        traffic(release, 0, 0, null, 10);
        IntentSpec intent = new IntentSpec();
        intent.id = "1";
        intent.kind = IntentSpec.Kind.Resume;
        intent.actor = "jane@laptop";
        intent.reason = "Prometheus is back";
        release.getSpec().intents = List.of(intent);
        ReleasePolicy policy =
                serving(aPolicy("checkout", "Paused", "checkout-4", ready("NoData", "No data for 5 min.")));

        assertThat(tree(policy, release)).isEqualTo(golden("waiting"));
    }

    @Test
    void a_policy_at_rest_after_a_success() throws IOException {
        Release release = anEndedRelease("checkout", 4, "Succeeded", "The judged template serves.");
        traffic(release, 0, 0, null, 95);
        evidence(release, 0, 0.1, 20_000);
        release.getStatus().decisions =
                List.of(aDecision("2025-12-30T02:50:00Z", "Succeeded", 0, "The judged template serves."));
        ReleasePolicy policy =
                serving(aPolicy("checkout", "Ready", "", ready("AtRest", "12 pods serve; a change will be released.")));
        policy.getStatus().conditions.add(condition("Bypassed", "ResumedByHand", "Somebody rolled it out unjudged."));

        List<Pod> pods =
                IntStream.range(0, 12).mapToObj(i -> aPod("checkout-" + i)).toList();
        assertThat(tree(policy, release, new Arm("stable", "checkout", 12, 12, pods)))
                .isEqualTo(golden("at-rest"));
    }

    @Test
    void a_policy_that_refuses_what_the_deployment_has() throws IOException {
        Release release = anEndedRelease("checkout", 4, "RolledBack", "It was worse.");
        traffic(release, 0, 0, null, 10);
        ReleasePolicy policy = serving(aPolicy("checkout", "Refused", "", ready("Refused", "Refused by checkout-4.")));

        assertThat(tree(policy, release)).isEqualTo(golden("refusing"));
    }
}
