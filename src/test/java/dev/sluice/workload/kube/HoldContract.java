package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.Hold;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Hold} promises, on any API server. Only the way at rest is its own. */
abstract class HoldContract {
    private Cluster cluster;
    private Shop shop;
    private WorkloadGateway gateway;
    private Hold hold;

    abstract Cluster cluster();

    abstract Hold hold(KubernetesClient client);

    @BeforeEach
    void openShop() {
        cluster = cluster();
        shop = new Shop(cluster);
        gateway = new DeploymentGateway(cluster.client());
        hold = hold(cluster.client());
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
        cluster.eventually(() -> hold.rest(shop.target, version()));
        cluster.eventually(() -> assertThat(view(record).roll().isComplete()).isTrue());
        return record;
    }

    private WorkloadView view(KnownTemplates known) throws PortException {
        return gateway.view(shop.target, known);
    }

    private String version() throws PortException {
        return view(KnownTemplates.NONE).deployment().version();
    }

    private boolean isAtRest(WorkloadTarget target) throws PortException {
        return hold.isAtRest(target, view(KnownTemplates.NONE).deployment());
    }

    private Deployment live() {
        return shop.deployment("checkout");
    }

    @Test
    void a_deployment_is_at_rest_once_it_was_brought_there_and_until_it_is_let_go() throws Exception {
        adopted();
        assertThat(isAtRest(shop.target)).isFalse();

        cluster.eventually(() -> hold.rest(shop.target, version()));
        assertThat(isAtRest(shop.target)).isTrue();

        cluster.eventually(() -> hold.letGo(shop.target, true, version()));
        assertThat(isAtRest(shop.target)).isFalse();
    }

    @Test
    void what_another_policy_holds_is_not_at_rest_until_this_one_holds_it() throws Exception {
        held();
        WorkloadTarget younger = new WorkloadTarget(
                cluster.namespace(), "checkout", "checkout", "checkout-canary", "younger-policy", "another-uid");
        assertThat(isAtRest(younger)).isFalse();

        cluster.eventually(() -> hold.rest(younger, version()));

        assertThat(isAtRest(younger)).isTrue();
        assertThat(isAtRest(shop.target)).isFalse();
    }

    @Test
    void a_held_deployment_says_who_holds_it_and_how_to_let_go() throws Exception {
        held();

        assertThat(live().getSpec().getPaused()).isTrue();
        assertThat(shop.annotations())
                .containsEntry("sluice.dev/held-by", cluster.namespace() + "/checkout-policy")
                .hasEntrySatisfying(
                        "sluice.dev/let-go",
                        text -> assertThat(text)
                                .contains("kubectl delete releasepolicy checkout-policy -n " + cluster.namespace()))
                .containsEntry("example.com/oncall", "payments");
        assertThat(view(KnownTemplates.NONE).deployment().heldBy()).isEqualTo(cluster.namespace() + "/checkout-policy");
    }

    @Test
    void holding_again_writes_nothing() throws Exception {
        held();
        String before = version();

        hold.hold(shop.target, before);

        assertThat(version()).isEqualTo(before);
    }

    @Test
    void a_hold_decided_on_an_old_view_is_refused_and_writes_nothing() throws Exception {
        adopted();
        String old = version();
        shop.edit(deployment -> deployment.getMetadata().getAnnotations().put("example.com/note", "newer"));

        assertThat(Shop.refusal(() -> hold.hold(shop.target, old))).isEqualTo(PortException.Kind.TRANSIENT);
        assertThat(live().getSpec().getPaused()).isNotEqualTo(true);
        assertThat(shop.annotations()).doesNotContainKey("sluice.dev/held-by");
    }

    @Test
    void a_new_template_of_a_held_deployment_starts_no_pod() throws Exception {
        KnownTemplates record = held();

        shop.release("v2");

        cluster.eventually(() -> {
            WorkloadView view = view(record);
            assertThat(view.deployment().templateState()).isEqualTo(TemplateState.OTHER);
            assertThat(view.roll().newUid()).isEmpty();
            assertThat(view.roll().isComplete()).isFalse();
            assertThat(view.roll().newReady()).isZero();
            assertThat(view.roll().servingReady()).isEqualTo(2);
        });
    }

    @Test
    void a_resumed_deployment_rolls_out_still_held() throws Exception {
        KnownTemplates record = held();
        shop.release("v2");

        cluster.eventually(() -> hold.resume(shop.target, version()));

        cluster.eventually(() -> {
            WorkloadView view = view(record);
            assertThat(view.roll().isComplete()).isTrue();
            assertThat(view.roll().newUid()).isNotEmpty().isNotEqualTo(record.servingUid());
            assertThat(view.roll().newReady()).isEqualTo(2);
            assertThat(view.roll().servingReady()).isZero();
            assertThat(view.deployment().isPaused()).isFalse();
            assertThat(view.deployment().heldBy()).endsWith("/checkout-policy");
        });
    }

    @Test
    void letting_go_of_what_serves_resumes_it_without_a_trace() throws Exception {
        held();

        cluster.eventually(() -> hold.letGo(shop.target, true, version()));

        assertThat(live().getSpec().getPaused()).isNotEqualTo(true);
        assertThat(shop.annotations().keySet()).noneMatch(key -> key.startsWith("sluice.dev/"));
    }

    @Test
    void letting_go_of_another_template_leaves_it_paused_and_names_the_command() throws Exception {
        held();
        shop.release("v2");

        cluster.eventually(() -> hold.letGo(shop.target, false, version()));

        assertThat(live().getSpec().getPaused()).isTrue();
        assertThat(shop.annotations())
                .doesNotContainKeys("sluice.dev/held-by", "sluice.dev/let-go")
                .hasEntrySatisfying(
                        "sluice.dev/left-paused",
                        text -> assertThat(text)
                                .contains("kubectl rollout resume deployment/checkout -n " + cluster.namespace()));
    }

    @Test
    void a_hold_after_letting_go_takes_the_note_away() throws Exception {
        held();
        cluster.eventually(() -> hold.letGo(shop.target, false, version()));
        cluster.eventually(() -> hold.hold(shop.target, version()));

        assertThat(shop.annotations())
                .doesNotContainKey("sluice.dev/left-paused")
                .containsKey("sluice.dev/held-by");
    }

    @Test
    void what_another_policy_holds_is_not_let_go() throws Exception {
        held();
        shop.edit(deployment ->
                deployment.getMetadata().getAnnotations().put("sluice.dev/held-by", "shop/an-older-policy"));

        hold.letGo(shop.target, true, version());

        assertThat(live().getSpec().getPaused()).isTrue();
        assertThat(shop.annotations()).containsEntry("sluice.dev/held-by", "shop/an-older-policy");
    }

    @Test
    void letting_go_of_a_deployment_that_is_gone_succeeds() throws Exception {
        String old = version();
        shop.delete("checkout");

        hold.letGo(shop.target, true, old);

        assertThat(live()).isNull();
    }

    @Test
    void letting_go_decided_on_an_old_view_is_refused_and_resumes_nothing() throws Exception {
        held();
        String old = version();
        shop.release("v2");

        assertThat(Shop.refusal(() -> hold.letGo(shop.target, true, old))).isEqualTo(PortException.Kind.TRANSIENT);

        assertThat(live().getSpec().getPaused()).isTrue();
        assertThat(shop.annotations()).containsKey("sluice.dev/held-by");
    }

    @Test
    void letting_go_again_writes_nothing() throws Exception {
        held();
        String old = version();
        cluster.eventually(() -> hold.letGo(shop.target, true, version()));

        hold.letGo(shop.target, true, old); // a write would be refused by its version

        assertThat(live().getSpec().getPaused()).isNotEqualTo(true);
    }
}
