package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.Hold;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkloadGateway} promises about the user's Deployment, on any API server. */
abstract class WorkloadGatewayContract {
    private Cluster cluster;
    private Shop shop;
    private WorkloadGateway gateway;
    private Hold hold;

    abstract Cluster cluster();

    @BeforeEach
    void openShop() {
        cluster = cluster();
        shop = new Shop(cluster);
        gateway = new DeploymentGateway(cluster.client());
        hold = new PausedHold(cluster.client());
        shop.open();
    }

    @AfterEach
    void closeShop() {
        cluster.close();
    }

    /** Waits until the Deployment has rolled out and returns the record of what serves. */
    private KnownTemplates adopted() throws Exception {
        cluster.eventually(
                () -> assertThat(view(KnownTemplates.NONE).roll().isComplete()).isTrue());
        return Shop.serving(view(KnownTemplates.NONE));
    }

    private KnownTemplates held() throws Exception {
        KnownTemplates record = adopted();
        cluster.eventually(() -> hold.hold(shop.target, version()));
        cluster.eventually(() -> assertThat(view(record).roll().isComplete()).isTrue());
        return record;
    }

    private WorkloadView view(KnownTemplates known) throws PortException {
        return gateway.view(shop.target, known);
    }

    private String version() throws PortException {
        return view(KnownTemplates.NONE).deployment().version();
    }

    private Deployment live() {
        return shop.deployment("checkout");
    }

    @Test
    void a_deployment_that_rolled_out_is_complete_and_serves() throws Exception {
        KnownTemplates record = adopted();

        WorkloadView view = view(record);
        assertThat(view.deployment().templateState()).isEqualTo(TemplateState.SERVING);
        assertThat(view.deployment().images()).containsExactly("example.com/checkout:v1");
        assertThat(view.deployment().desired()).isEqualTo(2);
        assertThat(view.deployment().heldBy()).isEmpty();
        assertThat(view.roll().newReady()).isEqualTo(2);
        assertThat(view.roll().servingReady()).isEqualTo(2);
        assertThat(view.roll().ready()).isEqualTo(2);
        assertThat(view.roll().problems()).isEmpty();
        assertThat(view.candidate()).isNull();
        assertThat(view.autoscalerFloor()).isNull();
    }

    @Test
    void a_missing_deployment_is_absent() throws Exception {
        shop.delete("checkout");

        cluster.eventually(
                () -> assertThat(Shop.refusal(() -> view(KnownTemplates.NONE))).isEqualTo(PortException.Kind.ABSENT));
        assertThat(Shop.refusal(() -> hold.hold(shop.target, "1"))).isEqualTo(PortException.Kind.ABSENT);
    }

    @Test
    void a_change_back_is_the_serving_template_again() throws Exception {
        KnownTemplates record = held();
        shop.release("v2");
        shop.release("v1");

        cluster.eventually(() -> {
            assertThat(view(record).deployment().templateState()).isEqualTo(TemplateState.SERVING);
            assertThat(view(record).roll().isComplete()).isTrue();
        });
    }

    @Test
    void the_record_serves_where_the_replica_set_is_gone() throws Exception {
        KnownTemplates record = held();

        KnownTemplates orphaned = new KnownTemplates("a-uid-of-long-ago", record.serving(), null);
        assertThat(view(orphaned).deployment().templateState()).isEqualTo(TemplateState.SERVING);
        assertThat(view(orphaned).roll().servingReady())
                .as("a ReplicaSet of the same template serves in its place")
                .isEqualTo(2);
        assertThat(view(orphaned).roll().servingUid()).isEqualTo(record.servingUid());
    }

    @Test
    void without_a_replica_set_of_the_serving_template_none_serves() throws Exception {
        KnownTemplates record = held();
        shop.release("v2");

        KnownTemplates lost = new KnownTemplates(
                "a-uid-of-long-ago", view(record).deployment().template(), null);
        assertThat(view(lost).deployment().templateState()).isEqualTo(TemplateState.SERVING);
        assertThat(view(lost).roll().hasServingSet()).isFalse();
        assertThat(view(lost).roll().servingReady()).isZero();
        assertThat(view(lost).roll().ready()).isEqualTo(2);
    }

    @Test
    void a_template_that_comes_back_under_a_new_replica_set_serves() throws Exception {
        shop.edit(deployment -> deployment.getSpec().setRevisionHistoryLimit(0));
        KnownTemplates record = rolledPast();
        cluster.eventually(() -> assertThat(view(record).roll().hasServingSet()).isFalse());

        cluster.eventually(() -> gateway.restore(shop.target, record.serving(), version()));

        cluster.eventually(() -> {
            WorkloadView view = view(record);
            assertThat(view.roll().isComplete()).isTrue();
            assertThat(view.roll().newUid()).isNotEqualTo(record.servingUid());
            assertThat(view.roll().servingUid()).isEqualTo(view.roll().newUid());
            assertThat(view.roll().servingReady()).isEqualTo(2);
        });
    }

    @Test
    void a_restart_on_the_way_back_serves_too() throws Exception {
        KnownTemplates record = rolledPast();
        cluster.eventually(() -> gateway.restore(shop.target, record.serving(), version()));
        shop.restart();

        cluster.eventually(() -> {
            WorkloadView view = view(record);
            assertThat(view.deployment().templateState()).isEqualTo(TemplateState.RESTARTED);
            assertThat(view.roll().isComplete()).isTrue();
            assertThat(view.roll().newUid()).isNotEqualTo(record.servingUid());
            assertThat(view.roll().servingReady()).isEqualTo(2);
        });
    }

    @Test
    void a_restart_is_told_from_a_release() throws Exception {
        KnownTemplates record = held();
        shop.restart();

        assertThat(view(record).deployment().templateState()).isEqualTo(TemplateState.RESTARTED);
    }

    @Test
    void the_judged_template_is_known_again() throws Exception {
        KnownTemplates record = held();
        shop.release("v2");
        Template judged = view(record).deployment().template();

        assertThat(view(Shop.judging(record, judged)).deployment().templateState())
                .isEqualTo(TemplateState.JUDGED);
        shop.release("v3");
        assertThat(view(Shop.judging(record, judged)).deployment().templateState())
                .isEqualTo(TemplateState.OTHER);
    }

    @Test
    void a_stored_template_is_restored_whole() throws Exception {
        KnownTemplates record = held();
        shop.edit(deployment -> {
            var template = deployment.getSpec().getTemplate();
            template.getMetadata().getAnnotations().put("example.com/added", "later");
            template.getMetadata().getLabels().put("added", "later");
            template.getSpec().getContainers().get(0).getEnv().add(new EnvVar("ADDED", "later", null));
        });
        cluster.eventually(() -> hold.resume(shop.target, version()));
        cluster.eventually(() -> assertThat(view(record).roll().isComplete()).isTrue());

        cluster.eventually(() -> gateway.restore(shop.target, record.serving(), version()));

        cluster.eventually(() -> {
            WorkloadView view = view(record);
            assertThat(view.deployment().templateState()).isEqualTo(TemplateState.SERVING);
            assertThat(view.roll().newUid()).isEqualTo(record.servingUid());
            assertThat(view.roll().isComplete()).isTrue();
            assertThat(view.deployment().template()).isEqualTo(record.serving());
        });
        String before = version();
        gateway.restore(shop.target, record.serving(), before);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void an_undo_decided_on_an_old_view_is_refused_and_writes_nothing() throws Exception {
        KnownTemplates record = held();
        String old = version();
        shop.release("v2");

        assertThat(Shop.refusal(() -> gateway.restore(shop.target, record.serving(), old)))
                .isEqualTo(PortException.Kind.TRANSIENT);
        assertThat(view(record).deployment().images()).containsExactly("example.com/checkout:v2");
        assertThat(live().getSpec().getPaused()).isTrue();
        assertThat(Shop.refusal(() -> hold.resume(shop.target, old))).isEqualTo(PortException.Kind.TRANSIENT);
    }

    /** Version 2 has rolled out natively and is held; the record still says that version 1 serves. */
    private KnownTemplates rolledPast() throws Exception {
        KnownTemplates record = held();
        shop.release("v2");
        cluster.eventually(() -> hold.resume(shop.target, version()));
        cluster.eventually(() -> {
            assertThat(view(record).roll().isComplete()).isTrue();
            assertThat(view(record).roll().servingReady()).isZero();
        });
        cluster.eventually(() -> hold.hold(shop.target, version()));
        return record;
    }

    /** As the engine does: asked in every pass until it is so. */
    private void serveOnly(KnownTemplates record) throws Exception {
        cluster.eventually(() -> {
            gateway.serveOnly(shop.target, record.servingUid());
            WorkloadView view = view(record);
            assertThat(view.roll().servingReady()).isEqualTo(2);
            assertThat(view.roll().newReady()).isZero();
            assertThat(view.roll().ready()).isEqualTo(2);
            assertThat(view.deployment().images()).containsExactly("example.com/checkout:v2");
            assertThat(view.deployment().isPaused()).isTrue();
        });
    }

    @Test
    void the_pods_go_back_to_the_serving_replica_set_while_the_template_stays() throws Exception {
        KnownTemplates record = rolledPast();

        serveOnly(record);

        cluster.eventually(() -> {
            String before = version();
            gateway.serveOnly(shop.target, record.servingUid());
            assertThat(version()).isEqualTo(before);
        });
    }

    @Test
    void on_the_way_back_to_the_serving_replica_set_some_pod_is_always_ready() throws Exception {
        KnownTemplates record = rolledPast();

        List<Integer> ready = new ArrayList<>();
        cluster.eventually(() -> {
            ready.add(view(record).roll().ready());
            gateway.serveOnly(shop.target, record.servingUid());
            assertThat(view(record).roll().servingReady()).isEqualTo(2);
            assertThat(view(record).roll().hasOthersReady()).isFalse();
        });

        assertThat(ready)
                .hasSizeGreaterThan(1)
                .allSatisfy(pods -> assertThat(pods).isPositive());
    }

    @Test
    void after_scaling_to_zero_and_back_the_serving_replica_set_can_have_the_pods() throws Exception {
        KnownTemplates record = rolledPast();
        shop.edit(deployment -> deployment.getSpec().setReplicas(0));
        cluster.eventually(() -> assertThat(view(record).roll().ready()).isZero());

        shop.edit(deployment -> deployment.getSpec().setReplicas(2));

        serveOnly(record);
    }

    @Test
    void pods_are_not_moved_between_replica_sets_of_a_deployment_that_rolls_by_itself() throws Exception {
        KnownTemplates record = adopted();

        assertThat(Shop.refusal(() -> gateway.serveOnly(shop.target, record.servingUid())))
                .isEqualTo(PortException.Kind.REJECTED);
        cluster.eventually(() -> hold.hold(shop.target, version()));
        assertThat(Shop.refusal(() -> gateway.serveOnly(shop.target, "a-uid-of-long-ago")))
                .isEqualTo(PortException.Kind.ABSENT);
        assertThat(view(record).roll().servingReady()).isEqualTo(2);
    }

    @Test
    void a_deployment_scaled_to_zero_is_complete_with_nothing() throws Exception {
        KnownTemplates record = held();
        shop.edit(deployment -> deployment.getSpec().setReplicas(0));

        cluster.eventually(() -> {
            assertThat(view(record).roll().isComplete()).isTrue();
            assertThat(view(record).roll().ready()).isZero();
            assertThat(view(record).deployment().desired()).isZero();
        });
    }

    @Test
    void pods_that_crash_are_a_fatal_problem_in_words() throws Exception {
        adopted();
        shop.edit(deployment -> deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .add(new EnvVar("CRASH", "true", null)));

        cluster.eventually(() -> {
            WorkloadView view = view(KnownTemplates.NONE);
            assertThat(view.roll().isComplete()).isFalse();
            assertThat(view.roll().problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.isFatal()).isTrue();
                assertThat(problem.reason()).isEqualTo("CrashLoopBackOff");
                assertThat(problem.sentence()).contains("Pod " + problem.pod() + ", container app");
            });
        });
    }

    @Test
    void the_autoscaler_floor_is_read_and_set_up_to_its_ceiling() throws Exception {
        adopted();
        shop.apply("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: checkout}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}
                  minReplicas: 2
                  maxReplicas: 6
                """);
        assertThat(view(KnownTemplates.NONE).autoscalerFloor()).isEqualTo(2);

        cluster.eventually(() -> gateway.setAutoscalerFloor(shop.target, 4));
        assertThat(view(KnownTemplates.NONE).autoscalerFloor()).isEqualTo(4);
        cluster.eventually(() -> gateway.setAutoscalerFloor(shop.target, 9));
        assertThat(view(KnownTemplates.NONE).autoscalerFloor()).isEqualTo(6);
    }

    @Test
    void without_an_autoscaler_its_floor_is_nobodys() throws Exception {
        gateway.setAutoscalerFloor(shop.target, 4);

        assertThat(view(KnownTemplates.NONE).autoscalerFloor()).isNull();
        assertThat(live().getSpec().getSelector().getMatchLabels()).isEqualTo(Map.of("app", "checkout", "tier", "web"));
    }
}
