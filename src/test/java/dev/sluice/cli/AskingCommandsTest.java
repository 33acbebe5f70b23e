package dev.sluice.cli;

import static dev.sluice.cli.Samples.aPolicy;
import static dev.sluice.cli.Samples.aRelease;
import static dev.sluice.cli.Samples.anEndedRelease;
import static dev.sluice.cli.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import dev.sluice.cli.Prompt.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that write down what a person asks of a release. */
final class AskingCommandsTest {

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

    private void aReleaseIn(String phase) {
        prompt.put(aPolicy("cart", phase, "cart-4", ready(phase, "It is " + phase + ".")));
        prompt.put(aRelease("cart", 4, phase, "It is " + phase + "."));
    }

    private void aReleaseThatEnded(String phase, String policyPhase) {
        prompt.put(aPolicy("cart", policyPhase, "", ready("AtRest", "4 pods serve.")));
        prompt.put(anEndedRelease("cart", 4, phase, "It is over."));
    }

    @ParameterizedTest(name = "sluice {0} asks for {2} in {1}")
    @CsvSource({
        "promote, Shifting, Promote",
        "promote --full, Shifting, PromoteFull",
        "promote, Paused, Promote",
        "abort, Shifting, Abort",
        "abort, Returning, Abort",
        "pause, Baking, Pause",
        "resume, Paused, Resume",
        "retry, Paused, Retry",
    })
    void an_intent_is_written_down(String command, String phase, Kind kind) {
        aReleaseIn(phase);

        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of("cart", "--reason", "seen enough", "--timeout", "0s"));
        Outcome outcome = prompt.type(words.toArray(String[]::new));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exit()).isZero();
        List<IntentSpec> intents = prompt.release("cart-4").getSpec().intents;
        assertThat(intents).hasSize(1);
        IntentSpec intent = intents.get(0);
        assertThat(intent.kind).isEqualTo(kind);
        assertThat(intent.revision).isEqualTo(4);
        assertThat(intent.reason).isEqualTo("seen enough");
        assertThat(intent.actor).startsWith(System.getProperty("user.name"));
        assertThat(intent.id).hasSize(36);
        assertThat(outcome.out()).startsWith("release shop/cart-4: " + kind + " asked");
    }

    @Test
    void what_others_asked_stays() {
        aReleaseIn("Shifting");

        prompt.type("pause", "cart", "--reason", "lunch", "--timeout", "0s");
        prompt.type("abort", "cart", "--timeout", "0s");

        List<IntentSpec> intents = prompt.release("cart-4").getSpec().intents;
        assertThat(intents).extracting(intent -> intent.kind).containsExactly(Kind.Pause, Kind.Abort);
        assertThat(intents).extracting(intent -> intent.reason).containsExactly("lunch", null);
        assertThat(intents).extracting(intent -> intent.id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote", "abort", "pause", "resume", "retry", "restart", "history", "get", "wait"})
    void an_unknown_policy_is_named_with_those_there_are(String command) {
        aReleaseIn("Shifting");

        Outcome outcome = prompt.type(command, "card");

        assertThat(outcome.err()).isEqualTo("sluice: there is no policy card in namespace shop; there are cart\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(command.equals("wait") ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote", "abort", "pause", "resume"})
    void without_a_release_under_way_nothing_is_written(String command) {
        aReleaseThatEnded("RolledBack", "Refused");

        Outcome outcome = prompt.type(command, "cart");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("sluice: no release of policy cart is under way; the last one, cart-4, ended as RolledBack;"
                        + " `sluice retry cart` brings it out again\n");
        assertThat(prompt.release("cart-4").getSpec().intents).isEmpty();
    }

    @Test
    void a_policy_without_any_release_says_how_to_begin_one() {
        prompt.put(aPolicy("cart", "Ready", "", ready("AtRest", "4 pods serve.")));

        Outcome outcome = prompt.type("abort", "cart");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("sluice: policy cart has had no release yet; a change of its Deployment's pod template"
                        + " begins one\n");
    }

    @Test
    void a_refused_release_is_retried() {
        aReleaseThatEnded("RolledBack", "Refused");

        assertThat(prompt.type("retry", "cart", "--timeout", "0s").exit()).isZero();

        assertThat(prompt.release("cart-4").getSpec().intents)
                .extracting(intent -> intent.kind)
                .containsExactly(Kind.Retry);
    }

    @Test
    void what_succeeded_is_not_retried() {
        aReleaseThatEnded("Succeeded", "Ready");

        Outcome outcome = prompt.type("retry", "cart");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("sluice: policy cart has no refused release to retry; the last one, cart-4, ended as"
                        + " Succeeded\n");
    }
}
