package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.policy.FieldError;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real API server's own controllers would not let a test set up. */
class GatewayOnFakeClusterTest {
    private final FakeCluster cluster = new FakeCluster();
    private final Shop shop = new Shop(cluster);
    private final WorkloadGateway gateway = new DeploymentGateway(cluster.client());

    @BeforeEach
    void openShop() {
        shop.open();
    }

    @AfterEach
    void closeShop() {
        cluster.close();
    }

    private Template template() throws PortException {
        return gateway.view(shop.target, KnownTemplates.NONE).deployment().template();
    }

    private CandidateView candidate(Template judged) throws PortException {
        return gateway.view(shop.target, new KnownTemplates(null, null, judged)).candidate();
    }

    @Test
    void fields_that_no_model_knows_reach_the_candidate_and_survive_an_undo() throws Exception {
        shop.edit(deployment ->
                deployment.getSpec().getTemplate().getSpec().setAdditionalProperty("futureField", Map.of("a", 1)));
        Template stored = template();
        shop.release("v2");
        shop.edit(deployment -> deployment.getSpec().setAdditionalProperty("futureSwitch", "on"));

        gateway.startCandidate(shop.target, stored, 1);
        gateway.restore(
                shop.target,
                stored,
                gateway.view(shop.target, KnownTemplates.NONE).deployment().version());

        assertThat(template()).isEqualTo(stored);
        assertThat(shop.deployment("checkout").getSpec().getAdditionalProperties())
                .containsEntry("futureSwitch", "on");
        assertThat(shop.deployment("checkout-canary")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getAdditionalProperties())
                .containsEntry("futureField", Map.of("a", 1));
    }

    @Test
    void no_candidate_pod_counts_while_another_pod_answers_under_its_name() throws Exception {
        Template judged = template();
        gateway.startCandidate(shop.target, judged, 2);
        cluster.eventually(() -> assertThat(candidate(judged).ready()).isEqualTo(2));
        Pod stray = new PodBuilder()
                .withNewMetadata()
                .withName("stray")
                .withNamespace(cluster.namespace())
                .withLabels(Map.of("app", "checkout-canary", "tier", "web"))
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();

        cluster.client().resource(stray).create();
        assertThat(candidate(judged).ready()).isZero();

        cluster.client().resource(stray).delete();
        assertThat(candidate(judged).ready()).isEqualTo(2);
    }

    @Test
    void a_pod_that_ended_or_is_going_is_nobodys() throws Exception {
        cluster.eventually(() -> assertThat(
                        gateway.view(shop.target, KnownTemplates.NONE).roll().isComplete())
                .isTrue());
        Pod pod = cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .list()
                .getItems()
                .get(0);

        pod.getStatus().setPhase("Failed");
        cluster.client().resource(pod).updateStatus();

        assertThat(gateway.view(shop.target, KnownTemplates.NONE).roll()).satisfies(roll -> {
            assertThat(roll.isComplete()).isFalse();
            assertThat(roll.ready()).isEqualTo(1);
        });
    }

    @Test
    void a_deployment_that_the_controller_has_not_seen_is_not_complete() throws Exception {
        cluster.eventually(() -> assertThat(
                        gateway.view(shop.target, KnownTemplates.NONE).roll().isComplete())
                .isTrue());

        shop.edit(deployment -> deployment.getSpec().setMinReadySeconds(1));

        assertThat(gateway.view(shop.target, KnownTemplates.NONE).roll().isComplete())
                .isFalse();
    }

    @Test
    void what_already_rolls_is_let_go_without_a_note_that_it_is_paused() throws Exception {
        new PausedHold(cluster.client())
                .letGo(
                        shop.target,
                        false,
                        gateway.view(shop.target, KnownTemplates.NONE)
                                .deployment()
                                .version());

        assertThat(shop.annotations()).doesNotContainKey("sluice.dev/left-paused");
        assertThat(shop.deployment("checkout").getSpec().getPaused()).isNotEqualTo(true);
    }

    @Test
    void a_deployment_of_another_controller_is_refused() throws Exception {
        shop.edit(deployment -> deployment
                .getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("example.com/v1")
                        .withKind("WebApp")
                        .withName("checkout")
                        .withUid("w")
                        .withController(true)
                        .build())));

        assertThat(gateway.preflight(shop.target))
                .singleElement()
                .asString()
                .startsWith("spec.workload.name: Deployment ")
                .contains("is controlled by WebApp checkout");
    }

    @Test
    void two_autoscalers_on_one_deployment_are_refused() throws Exception {
        for (String name : List.of("one", "two")) {
            shop.apply(
                    "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: " + name + "}, "
                            + "spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}}}");
        }

        assertThat(gateway.preflight(shop.target)).singleElement().asString().endsWith("one, two; keep one of them");
        assertThat(gateway.view(shop.target, KnownTemplates.NONE).autoscalerFloor())
                .as("what the API server assumes")
                .isEqualTo(1);
    }

    @Test
    void an_autoscaler_of_something_else_counts_for_nothing() throws Exception {
        shop.apply("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: other}, "
                + "spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: checkout}}}");

        assertThat(gateway.view(shop.target, KnownTemplates.NONE).autoscalerFloor())
                .isNull();
        gateway.setAutoscalerFloor(shop.target, 3);
        assertThat(gateway.preflight(shop.target)).isEmpty();
    }

    @Test
    void a_service_that_selects_other_pods_is_refused_with_both_sides_of_the_mismatch() throws Exception {
        shop.apply("{apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {selector: {app: cart}}}");
        shop.apply("{apiVersion: v1, kind: Service, metadata: {name: by-hand}, spec: {ports: [{port: 80}]}}");

        assertThat(gateway.preflight(withService("cart")))
                .singleElement()
                .asString()
                .startsWith("spec.traffic.service: ")
                .contains("selects {app=cart}")
                .contains("{app=checkout, tier=web}");
        assertThat(gateway.preflight(withService("by-hand")))
                .singleElement()
                .extracting(FieldError::problem)
                .asString()
                .endsWith("/by-hand has no selector");
    }

    @Test
    void a_name_too_long_for_the_candidates_service_is_refused() throws Exception {
        WorkloadTarget target = new WorkloadTarget(
                cluster.namespace(), "checkout", "checkout", "c".repeat(60) + "-canary", "policy", "uid");

        assertThat(gateway.preflight(target))
                .singleElement()
                .extracting(FieldError::problem)
                .asString()
                .contains("cannot be a Service's");
    }

    private WorkloadTarget withService(String service) {
        return new WorkloadTarget(
                cluster.namespace(), "checkout", service, "checkout-canary", "checkout-policy", "uid-of-policy");
    }
}
