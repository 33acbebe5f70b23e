package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.PodHealth;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkloadGateway} promises about the baseline, on any API server. */
abstract class BaselineContract {
    private static final String FOREIGN = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: checkout-baseline}
            spec:
              replicas: 1
              selector: {matchLabels: {app: another}}
              template:
                metadata: {labels: {app: another}}
                spec: {containers: [{name: app, image: "example.com/another:v1"}]}
            """;

    private Cluster cluster;
    private Shop shop;
    private WorkloadGateway gateway;
    private KnownTemplates known;
    private Template serving;

    abstract Cluster cluster();

    /** A shop that serves v1 and is held, with v2 waiting to be released. */
    @BeforeEach
    void openShop() throws Exception {
        cluster = cluster();
        shop = new Shop(cluster);
        gateway = new DeploymentGateway(cluster.client());
        shop.open();
        cluster.eventually(() -> assertThat(
                        gateway.view(shop.target, KnownTemplates.NONE).roll().isComplete())
                .isTrue());
        cluster.eventually(() -> new PausedHold(cluster.client())
                .hold(
                        shop.target,
                        gateway.view(shop.target, KnownTemplates.NONE)
                                .deployment()
                                .version()));
        known = Shop.serving(gateway.view(shop.target, KnownTemplates.NONE));
        serving = gateway.view(shop.target, known).deployment().template();
        shop.release("v2");
    }

    @AfterEach
    void closeShop() {
        cluster.close();
    }

    private WorkloadView view() throws PortException {
        return gateway.view(shop.target, known);
    }

    private Deployment deployment() {
        return shop.deployment("checkout-baseline");
    }

    private List<Pod> pods() {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("sluice.dev/role", "baseline")
                .list()
                .getItems();
    }

    private void isWhole(int size) throws PortException {
        BaselineView baseline = view().baseline();
        assertThat(baseline).isNotNull();
        assertThat(baseline.isWhole()).as(baseline.toString()).isTrue();
        assertThat(baseline.desired()).isEqualTo(size);
        assertThat(baseline.pods()).hasSize(size).allMatch(PodHealth::isReady);
        assertThat(baseline.problems()).isEmpty();
    }

    @Test
    void a_baseline_runs_the_serving_template_behind_the_stable_service() throws Exception {
        gateway.startBaseline(shop.target, serving, 1);

        cluster.eventually(() -> isWhole(1));
        assertThat(pods()).singleElement().satisfies(pod -> {
            assertThat(pod.getMetadata().getLabels())
                    .containsAllEntriesOf(shop.service("checkout").getSpec().getSelector())
                    .containsEntry("tier", "web");
            assertThat(pod.getSpec().getContainers().get(0).getImage()).isEqualTo("example.com/checkout:v1");
        });
    }

    @Test
    void its_pods_count_for_neither_side() throws Exception {
        gateway.startBaseline(shop.target, serving, 3);
        cluster.eventually(() -> isWhole(3));

        WorkloadView view = view();
        assertThat(view.roll().ready()).isEqualTo(2);
        assertThat(view.roll().servingReady()).isEqualTo(2);
        assertThat(view.roll().hasOthersReady()).isFalse();
        assertThat(view.stablePods())
                .hasSize(2)
                .noneSatisfy(pod -> assertThat(pod.name()).contains("baseline"));
        assertThat(view.candidate()).isNull();
        assertThat(view.isStableWhole()).isTrue();
        assertThat(gateway.preflight(shop.target)).isEmpty();
    }

    @Test
    void no_controller_takes_its_pods_for_the_stable_deployments() throws Exception {
        gateway.startBaseline(shop.target, serving, 2);
        cluster.eventually(() -> isWhole(2));

        shop.edit(deployment -> deployment.getSpec().setReplicas(3));
        cluster.eventually(() -> assertThat(view().roll().ready()).isEqualTo(3));
        new PausedHold(cluster.client()).resume(shop.target, view().deployment().version());
        cluster.eventually(() -> assertThat(view().roll().newReady()).isEqualTo(3));

        isWhole(2);
        String uid = deployment().getMetadata().getUid();
        ReplicaSet own =
                cluster.client().apps().replicaSets().inNamespace(cluster.namespace()).list().getItems().stream()
                        .filter(set -> set.getMetadata()
                                .getOwnerReferences()
                                .get(0)
                                .getUid()
                                .equals(uid))
                        .findFirst()
                        .orElseThrow();
        assertThat(pods())
                .hasSize(2)
                .allSatisfy(pod -> assertThat(
                                pod.getMetadata().getOwnerReferences().get(0).getUid())
                        .isEqualTo(own.getMetadata().getUid()));
    }

    @Test
    void it_carries_the_policys_uid_and_nothing_that_tools_track_by() throws Exception {
        gateway.startBaseline(shop.target, serving, 1);

        var metadata = deployment().getMetadata();
        assertThat(metadata.getOwnerReferences()).isEmpty();
        assertThat(metadata.getLabels())
                .isEqualTo(Map.of(
                        "app", "checkout",
                        "team", "payments",
                        "app.kubernetes.io/managed-by", "sluice",
                        "sluice.dev/policy-uid", "uid-of-policy",
                        "sluice.dev/role", "baseline"));
        assertThat(metadata.getAnnotations())
                .containsEntry("example.com/oncall", "payments")
                .doesNotContainKeys("meta.helm.sh/release-name", "sluice.dev/held-by", "sluice.dev/let-go");
        assertThat(deployment().getSpec().getPaused()).isNotEqualTo(true);
    }

    @Test
    void starting_it_again_writes_nothing() throws Exception {
        gateway.startBaseline(shop.target, serving, 1);
        cluster.eventually(() -> isWhole(1));
        long generation = deployment().getMetadata().getGeneration();

        gateway.startBaseline(shop.target, serving, 1);

        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(generation);
    }

    @Test
    void it_scales_and_goes_and_the_rest_stays() throws Exception {
        gateway.startBaseline(shop.target, serving, 1);
        cluster.eventually(() -> isWhole(1));

        cluster.eventually(() -> gateway.startBaseline(shop.target, serving, 2));
        cluster.eventually(() -> isWhole(2));

        gateway.deleteBaseline(shop.target);
        cluster.eventually(() -> assertThat(pods()).isEmpty());
        assertThat(view().baseline()).isNull();
        assertThat(view().roll().ready()).isEqualTo(2);
        gateway.deleteBaseline(shop.target);
    }

    @Test
    void one_edited_by_hand_is_no_copy_until_it_is_started_again() throws Exception {
        gateway.startBaseline(shop.target, serving, 1);
        cluster.eventually(() -> isWhole(1));

        cluster.client().resource(deployment()).edit(baseline -> {
            baseline.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("example.com/checkout:hand");
            return baseline;
        });
        assertThat(view().baseline()).matches(baseline -> baseline.isOurs() && !baseline.isCopy());

        cluster.eventually(() -> gateway.startBaseline(shop.target, serving, 1));
        cluster.eventually(() -> isWhole(1));
    }

    @Test
    void a_foreign_deployment_of_its_name_is_left_alone() throws Exception {
        shop.apply(FOREIGN);

        assertThat(view().baseline()).matches(baseline -> !baseline.isOurs() && !baseline.isWhole());
        assertThat(Shop.refusal(() -> gateway.startBaseline(shop.target, serving, 2)))
                .isEqualTo(PortException.Kind.REJECTED);
        gateway.deleteBaseline(shop.target);
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(1);
    }

    @Test
    void the_baseline_of_a_policy_deleted_and_made_again_is_foreign() throws Exception {
        gateway.startBaseline(shop.target, serving, 1);
        WorkloadTarget again = new WorkloadTarget(
                cluster.namespace(), "checkout", "checkout", "checkout-canary", "checkout-policy", "another-uid");

        assertThat(Shop.refusal(() -> gateway.startBaseline(again, serving, 2))).isEqualTo(PortException.Kind.REJECTED);
        gateway.deleteBaseline(again);
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(1);
    }

    @Test
    void beside_a_candidate_each_has_its_own_pods() throws Exception {
        Template judged = view().deployment().template();
        gateway.startCandidate(shop.target, judged, 2);
        gateway.startBaseline(shop.target, serving, 1);

        KnownTemplates both = Shop.judging(known, judged);
        cluster.eventually(() -> {
            WorkloadView view = gateway.view(shop.target, both);
            assertThat(view.candidate()).isNotNull().matches(candidate -> candidate.ready() == 2);
            assertThat(view.baseline()).isNotNull().matches(BaselineView::isWhole);
            assertThat(view.roll().ready()).isEqualTo(2);
        });
    }
}
