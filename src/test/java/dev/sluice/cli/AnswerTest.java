package dev.sluice.cli;

import static dev.sluice.cli.Samples.aPolicy;
import static dev.sluice.cli.Samples.aRelease;
import static dev.sluice.cli.Samples.anEndedRelease;
import static dev.sluice.cli.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.cli.Prompt.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who asked hears of the operator. */
final class AnswerTest {

    @TempDir
    Path directory;

    private Prompt prompt;

    @BeforeEach
    void a_cluster() {
        prompt = Prompt.in(directory);
        prompt.put(aPolicy("cart", "Shifting", "cart-4", ready("Analysing", "Not decided yet.")));
    }

    @AfterEach
    void stop() {
        prompt.close();
    }

    @Test
    void an_abort_that_was_carried_out_says_so() {
        prompt.put(aRelease("cart", 4, "Shifting", "Not decided yet."));
        try (FakeOperator operator = FakeOperator.that(prompt.client(), "Aborted", "Jane aborted the release.")) {
            Outcome outcome = prompt.type("abort", "cart");

            assertThat(operator.failure()).isEmpty();
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).isEqualTo("release shop/cart-4: Jane aborted the release.\n");
            assertThat(outcome.exit()).isZero();
        }
    }

    @Test
    void a_refusal_ends_with_1_and_the_reason() {
        prompt.put(aRelease("cart", 4, "Shifting", "Not decided yet."));
        String why = "Jane asked to resume. Refused: the release is not paused but Shifting.";
        try (FakeOperator operator = FakeOperator.that(prompt.client(), "IntentRefused", why)) {
            Outcome outcome = prompt.type("resume", "cart");

            assertThat(operator.failure()).isEmpty();
            assertThat(outcome.err()).isEqualTo("sluice: release shop/cart-4: " + why + "\n");
            assertThat(outcome.exit()).isEqualTo(1);
        }
    }

    @Test
    void a_retry_names_the_new_release() {
        Release refused = anEndedRelease("cart", 4, "RolledBack", "It is worse.");
        prompt.put(refused);
        try (FakeOperator operator = FakeOperator.thatReleases(prompt.client(), aRelease("cart", 5))) {
            Outcome outcome = prompt.type("retry", "cart");

            assertThat(operator.failure()).isEmpty();
            assertThat(outcome.out()).isEqualTo("release shop/cart-4: brought out again as release cart-5\n");
            assertThat(outcome.exit()).isZero();
        }
    }

    @Test
    void without_an_operator_the_intent_stays_written_down_and_the_exit_code_is_3() {
        prompt.put(aRelease("cart", 4, "Shifting", "Not decided yet."));

        Outcome outcome = prompt.type("abort", "cart", "--timeout", "1s");

        assertThat(outcome.err())
                .isEqualTo(
                        "sluice: release shop/cart-4: Abort is written down, but no operator has answered within 1 s;"
                                + " it is carried out as soon as one runs. Is `sluice run` running?\n");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(prompt.release("cart-4").getSpec().intents).hasSize(1);
    }
}
