package dev.sluice.cli;

import static dev.sluice.cli.Samples.aPolicy;
import static dev.sluice.cli.Samples.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.cli.Prompt.Outcome;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that act on Deployments and on policies as a whole. */
final class WorkloadCommandsTest {

    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

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

    private void governed(String name, String phase, String release) {
        prompt.serve(name);
        ReleasePolicy policy = aPolicy(name, phase, release, ready(phase, "It is " + phase + "."));
        policy.getStatus().serving = new ReleasePolicyStatus.Serving();
        policy.getStatus().serving.template =
                Serialization.asJson(prompt.deployment(name).getSpec().getTemplate());
        prompt.put(policy);
    }

    private Map<String, String> templateAnnotations() {
        Map<String, String> annotations =
                prompt.deployment("cart").getSpec().getTemplate().getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    @Test
    void restart_marks_the_template_as_kubectl_would() {
        governed("cart", "Ready", "");

        Outcome outcome = prompt.type("restart", "cart");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("deployment shop/cart: restart asked\n");
        assertThat(outcome.exit()).isZero();
        assertThat(templateAnnotations().get(RESTARTED_AT)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(prompt.type("restart", "cart").exit()).isZero();
    }

    @Test
    void restart_waits_for_the_end_of_a_release() {
        governed("cart", "Shifting", "cart-4");

        Outcome outcome = prompt.type("restart", "cart");

        assertThat(outcome.err())
                .isEqualTo("sluice: release cart-4 of policy cart is under way; wait for its end or abort it, then"
                        + " restart\n");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(templateAnnotations()).doesNotContainKey(RESTARTED_AT);
    }

    @Test
    void restart_never_brings_a_refused_template_out() {
        governed("cart", "Refused", "");
        prompt.client()
                .apps()
                .deployments()
                .inNamespace("shop")
                .withName("cart")
                .edit(deployment -> {
                    deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0)
                            .setImage("cart:v2");
                    return deployment;
                });

        Outcome outcome = prompt.type("restart", "cart");

        assertThat(outcome.err())
                .isEqualTo("sluice: Deployment cart has another template than the one that serves (policy cart is"
                        + " Refused), and a restart would release it; `sluice get cart` says why it is held\n");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(templateAnnotations()).doesNotContainKey(RESTARTED_AT);
    }

    @Test
    void restart_names_the_deployment_that_is_not_there() {
        prompt.put(aPolicy("cart", "Invalid", "", ready("WorkloadMissing", "There is none.")));

        assertThat(prompt.type("restart", "cart").err())
                .isEqualTo("sluice: policy cart governs Deployment cart, which does not exist in namespace shop\n");
    }

    @Test
    void release_all_names_what_it_would_delete_and_waits_to_be_told() {
        governed("cart", "Ready", "");
        governed("checkout", "Ready", "");

        Outcome outcome = prompt.type("release-all");

        assertThat(outcome.err())
                .isEqualTo("sluice: this deletes the policies shop/cart, shop/checkout; say --yes to do it\n");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(prompt.policy("cart")).isNotNull();
    }

    @Test
    void release_all_deletes_the_policies_and_lists_what_stays_paused() {
        governed("cart", "Ready", "");
        governed("checkout", "Ready", "");
        prompt.client()
                .apps()
                .deployments()
                .inNamespace("shop")
                .withName("cart")
                .edit(deployment -> {
                    deployment
                            .getMetadata()
                            .setAnnotations(Map.of("sluice.dev/left-paused", "To roll it out: kubectl …"));
                    return deployment;
                });

        Outcome outcome = prompt.type("release-all", "--yes");

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .isEqualTo("Deleted; their Deployments are let go: shop/cart, shop/checkout\n"
                        + "Deployment shop/cart stays paused: To roll it out: kubectl …\n");
        assertThat(prompt.policy("cart")).isNull();
        assertThat(prompt.type("release-all", "--yes").out()).isEqualTo("There are no policies.\n");
    }

    @Test
    void release_all_names_the_policies_that_no_operator_lets_go() {
        ReleasePolicy policy = aPolicy("cart", "Ready", "", ready("AtRest", "4 pods serve."));
        policy.getMetadata().setFinalizers(List.of("sluice.dev/let-go"));
        prompt.put(policy);

        Outcome outcome = prompt.type("release-all", "--yes", "--timeout", "0s");

        assertThat(outcome.err())
                .isEqualTo("sluice: these policies are still there: shop/cart; the operator lets their Deployments go,"
                        + " so it must be running\n");
        assertThat(outcome.exit()).isEqualTo(1);
    }
}
