package dev.sluice.cli;

import static dev.sluice.cli.Samples.aPolicy;
import static dev.sluice.cli.Samples.aRelease;
import static dev.sluice.cli.Samples.anEndedRelease;
import static dev.sluice.cli.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.cli.Prompt.Outcome;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that only look. */
final class LookCommandsTest {

    private static final String A_BASELINE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart-baseline, labels: {app: cart, sluice.dev/role: baseline}}
            spec:
              replicas: 1
              selector: {matchLabels: {app: cart, sluice.dev/role: baseline}}
              template:
                metadata: {labels: {app: cart, sluice.dev/role: baseline}}
                spec: {containers: [{name: cart, image: "registry.example.com/cart:v1"}]}
            """;

    @TempDir
    Path directory;

    private Prompt prompt;

    @BeforeEach
    void a_cluster() {
        prompt = Prompt.in(directory);
    }

    @AfterEach
    void stop() {
        prompt.close();
    }

    private void twoPolicies() {
        ReleasePolicy shifting = aPolicy("cart", "Shifting", "cart-4", ready("Analysing", "Not decided yet."));
        shifting.getStatus().step = "2/5";
        shifting.getStatus().weight = "10/10";
        shifting.getStatus().verdict = "Analysing";
        prompt.put(shifting);
        prompt.put(aPolicy("checkout"));
        prompt.put(anEndedRelease("cart", 3, "RolledBack", "It was worse."));
        prompt.put(aRelease("cart", 4, "Shifting", "Not decided yet."));
    }

    private void atRest(String name) {
        prompt.serve(name);
        ReleasePolicy policy = aPolicy(name, "Ready", "", ready("AtRest", "4 pods serve; a change will be released."));
        policy.getStatus().serving = new ReleasePolicyStatus.Serving();
        policy.getStatus().serving.template =
                Serialization.asJson(prompt.deployment(name).getSpec().getTemplate());
        prompt.put(policy);
    }

    private static JsonNode json(Outcome outcome) throws Exception {
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    @Test
    void get_lists_policies_with_where_they_are() {
        twoPolicies();

        Outcome outcome = prompt.type("get");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" {2,}\\S+$", "")))
                .containsExactly(
                        "NAMESPACE   NAME       PHASE      RELEASE   STEP   WEIGHT   VERDICT     WORKLOAD",
                        "shop        cart       Shifting   cart-4    2/5    10/10    Analysing   cart",
                        "shop        checkout   Unseen     –         –      –        –           checkout");
    }

    @Test
    void get_says_where_else_to_look_when_there_is_nothing() {
        twoPolicies();

        assertThat(prompt.type("get", "-n", "elsewhere").out())
                .isEqualTo("There are no policies in namespace elsewhere; -A looks everywhere.\n");
        assertThat(prompt.type("get", "-n", "elsewhere", "-A").out()).contains("cart", "checkout");
    }

    @Test
    void get_of_one_shows_its_release_and_pods() {
        prompt.serve("cart");
        twoPolicies();

        Outcome outcome = prompt.type("get", "cart");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .startsWith("policy shop/cart  Shifting for ")
                .contains("├─ release cart-4  registry.example.com/cart:v2", "└─ stable cart  4 of 4 pods ready")
                .contains("sluice abort cart -n shop");
    }

    @Test
    void get_of_one_tells_the_baselines_pods_from_the_stable_ones() {
        prompt.client().resource(A_BASELINE).inNamespace("shop").create();
        prompt.serve("cart");
        twoPolicies();

        assertThat(prompt.type("get", "cart").out())
                .contains("├─ stable cart  4 of 4 pods ready")
                .satisfies(tree -> {
                    assertThat(tree.lines()
                                    .filter(line -> line.startsWith("│  ├─ cart-") || line.startsWith("│  └─ cart-")))
                            .hasSize(4)
                            .noneMatch(line -> line.contains("baseline"));
                    assertThat(tree).contains("└─ baseline cart-baseline  1 of 1 pod ready", "   └─ cart-baseline-");
                });
    }

    @Test
    void get_of_a_policy_that_nobody_looked_at_asks_for_the_operator() {
        prompt.put(aPolicy("checkout"));

        assertThat(prompt.type("get", "checkout").out())
                .isEqualTo("policy shop/checkout  Unseen\n"
                        + "   No operator has looked at this policy yet; is `sluice run` running?\n");
    }

    @Test
    void get_prints_objects_for_programs() throws Exception {
        twoPolicies();

        assertThat(json(prompt.type("get", "-o", "json")).at("/items")).hasSize(2);
        assertThat(json(prompt.type("get", "cart", "-o", "json"))
                        .at("/status/phase")
                        .asText())
                .isEqualTo("Shifting");
        assertThat(prompt.type("get", "cart", "-o", "yaml").out()).contains("kind: \"ReleasePolicy\"");
    }

    @Test
    void get_refuses_options_that_contradict_each_other() {
        assertThat(prompt.type("get", "cart", "-A").err()).startsWith("-A lists all policies; to show one, name");
        assertThat(prompt.type("get", "-w", "-o", "json").exit()).isEqualTo(2);
        assertThat(prompt.type("get", "-o", "xml").exit()).isEqualTo(2);
    }

    @Test
    void history_lists_releases_newest_first() throws Exception {
        twoPolicies();
        Release third = prompt.release("cart-3");
        third.getStatus().traffic = new ReleaseStatus.Traffic();
        third.getStatus().traffic.highest = 25;
        third.getStatus().verdict = "WorseThanStable";
        prompt.client().resource(third).updateStatus();

        Outcome outcome = prompt.type("history", "cart");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("RELEASE|PHASE|HIGHEST|AGE|TOOK|IMAGES|BECAUSE"),
                        line -> assertThat(line).startsWith("cart-4|Shifting|0 %|"),
                        line -> assertThat(line)
                                .startsWith("cart-3|RolledBack|25 %|")
                                .endsWith("|registry.example.com/cart:v2|WorseThanStable"));
        assertThat(json(prompt.type("history", "cart", "-o", "json"))
                        .at("/items/0/metadata/name")
                        .asText())
                .isEqualTo("cart-4");
    }

    @Test
    void history_without_a_release_says_so() {
        prompt.put(aPolicy("checkout"));

        Outcome outcome = prompt.type("history", "checkout");

        assertThat(outcome.out()).isEqualTo("Policy checkout has had no release yet.\n");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void wait_passes_at_once_for_what_serves_already() {
        atRest("cart");

        Outcome outcome = prompt.type("wait", "cart", "--for=succeeded");

        assertThat(outcome.exit()).as(outcome.err() + outcome.out()).isZero();
        assertThat(outcome.out()).isEqualTo("4 pods serve; a change will be released.\n");
    }

    @Test
    void wait_gives_up_with_3_while_a_release_goes_on() {
        twoPolicies();

        Outcome outcome = prompt.type("wait", "cart", "--timeout", "0s");

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).isEqualTo("cart-4 Shifting: Not decided yet.\n");
        assertThat(prompt.type("wait", "cart", "--for", "phase=Shifting").exit())
                .isZero();
    }

    @Test
    void wait_fails_with_1_and_the_reason_for_what_was_refused() throws Exception {
        prompt.put(aPolicy("cart", "Refused", "", ready("Refused", "Refused by release cart-3.")));
        prompt.put(anEndedRelease("cart", 3, "RolledBack", "It was worse."));

        Outcome outcome = prompt.type("wait", "cart");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("cart-3 RolledBack: It was worse.\n");
        Outcome programs = prompt.type("wait", "cart", "-o", "json");
        assertThat(programs.exit()).isEqualTo(1);
        assertThat(new ObjectMapper()
                        .readTree(programs.out())
                        .at("/status/phase")
                        .asText())
                .isEqualTo("RolledBack");
    }

    @Test
    void wait_does_not_wait_for_what_never_comes() {
        Outcome outcome = prompt.type("wait", "cart", "--for", "suceeded");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("'suceeded' is nothing to wait for");
        assertThat(prompt.type("wait", "cart", "--timeout", "soon").exit()).isEqualTo(2);
    }
}
