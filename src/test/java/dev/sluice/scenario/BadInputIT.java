package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Manifests;
import dev.sluice.scenario.bed.Operator;
import dev.sluice.scenario.bed.Policy;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is answered with what is wrong and what to do, and the running app is left alone. */
@RealCluster
class BadInputIT {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "workload.name, nowhere",
        "traffic.service, nowhere",
        "traffic.istio.virtualService, nowhere",
    })
    void a_missing_object_is_named(String path, String name, Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1"));

        refused(app, Policy.byDefault().with(path, name), name);
    }

    @Test
    void a_service_that_selects_nothing_is_named(Scenario scenario) {
        String selectingNothing =
                Manifests.SERVICE.replace("name: @APP@}", "name: void}").replace("{app: @APP@}", "{app: nobody}");
        App app = scenario.app("checkout", Build.of("v1"), Manifests.ALL + selectingNothing);

        refused(app, Policy.byDefault().with("traffic.service", "void"), "void");
    }

    @Test
    void a_virtual_service_without_a_route_to_the_service_is_named(Scenario scenario) {
        String elsewhere = Manifests.VIRTUAL_SERVICE
                .replace("name: @APP@}", "name: elsewhere}")
                .replace("@HOST@", "elsewhere.@NS@.svc.cluster.local");
        App app = scenario.app("checkout", Build.of("v1"), Manifests.ALL + elsewhere);

        refused(app, Policy.byDefault().with("traffic.istio.virtualService", "elsewhere"), "elsewhere");
    }

    @Test
    void an_unreachable_prometheus_is_named(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1"));

        complained(app, Policy.byDefault(), "http://127.0.0.1:9", "127.0.0.1:9");
    }

    @Test
    void a_preset_whose_series_do_not_exist_is_named(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1"));
        Policy policy = Policy.byDefault().with("analysis.prometheus.preset", "http");

        app.applyPolicy(policy, scenario.cluster().prometheus());

        // A service without a request yet has no series either: that is said, and the policy stays usable.
        await("a condition and an event that name http_requests_total")
                .atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(app.condition("Metrics")).startsWith("False").contains("http_requests_total");
                    assertThat(app.events())
                            .anySatisfy(event ->
                                    assertThat(event).startsWith("Warning").contains("http_requests_total"));
                });
    }

    @Test
    void the_younger_of_two_policies_on_one_deployment_is_refused(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.byDefault());
        App younger = app.withPolicyNamed("younger");

        complained(younger, Policy.byDefault(), scenario.cluster().prometheus(), "checkout");

        assertThat(app.policyPhase()).isEqualTo("Ready");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"workload.name", "traffic.service"})
    void a_policy_cannot_be_turned_to_another_workload(String path, Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.byDefault());
        Policy turned = Policy.byDefault().with(path, "another");

        assertThatThrownBy(() -> app.applyPolicy(turned, scenario.cluster().prometheus()))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("can't be changed; delete the policy");

        assertThat(app.isHeld()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "strategy.canary.stepz, 5, stepz",
        "bake, soon, bake",
        "strategy.canary.maxDuration, -1h, maxDuration",
        "traffic.istio, none, istio",
        "analysis.errors.maxRatio, 0.5, maxRatio",
    })
    void what_the_schema_can_tell_is_refused_by_the_api_server_and_by_lint(
            String path, String value, String word, Scenario scenario) throws IOException {
        App app = scenario.app("checkout", Build.of("v1"));

        refusedByTheSchema(scenario, app, Policy.byDefault().with(path, value), word);
    }

    @Test
    void impossible_steps_are_refused_by_the_api_server_and_by_lint(Scenario scenario) throws IOException {
        App app = scenario.app("checkout", Build.of("v1"));
        Policy downhill = Policy.byDefault().with("strategy.canary.steps", List.of(50, 10));

        refusedByTheSchema(scenario, app, downhill, "steps");
    }

    private void refusedByTheSchema(Scenario scenario, App app, Policy policy, String word) throws IOException {
        assertThatThrownBy(() -> app.applyPolicyStrictly(policy))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(word);
        Path file = Files.writeString(directory.resolve("policy.yaml"), policy.yaml(app));
        Operator.CommandResult lint = scenario.cluster().operator().command("lint", file.toString());
        assertThat(lint.exit()).as(lint.output()).isEqualTo(1);
        assertThat(lint.output()).containsPattern("policy\\.yaml:\\d+.*" + word);
    }

    /** Refused with a condition and an event; the Deployment is not even held. */
    private static void refused(App app, Policy policy, String word) {
        DeploymentSpec before = app.deployment().require().getSpec();

        complained(app, policy, "http://127.0.0.1:9", word);

        assertThat(app.deployment().require().getSpec()).isEqualTo(before);
    }

    private static void complained(App app, Policy policy, String prometheus, String word) {
        List<String> pods = app.podNames();

        app.applyPolicy(policy, prometheus);

        await("a condition and an event that name " + word)
                .atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(app.condition("Ready")).startsWith("False").contains(word);
                    assertThat(app.events())
                            .anySatisfy(event ->
                                    assertThat(event).startsWith("Warning").contains(word));
                });
        assertThat(app.podNames()).isEqualTo(pods);
    }
}
