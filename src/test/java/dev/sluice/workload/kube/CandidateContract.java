package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.core.policy.FieldError;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.PodHealth;
import dev.sluice.core.workload.PodProblem;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkloadGateway} promises about the candidate and about preflight, on any API server. */
abstract class CandidateContract {
    private static final String FOREIGN = """
            apiVersion: v1
            kind: Service
            metadata: {name: checkout-canary}
            spec:
              selector: {app: another}
              ports: [{port: 80}]
            """;
    private static final String WIDE_SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: all-web}
            spec:
              selector: {tier: web}
              ports: [{port: 80}]
            """;

    private Cluster cluster;
    private Shop shop;
    private WorkloadGateway gateway;

    abstract Cluster cluster();

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
    }

    @AfterEach
    void closeShop() {
        cluster.close();
    }

    private Template released(String tag) throws PortException {
        shop.release(tag);
        return gateway.view(shop.target, KnownTemplates.NONE).deployment().template();
    }

    private CandidateView candidate(Template judged) throws PortException {
        return gateway.view(shop.target, new KnownTemplates(null, null, judged)).candidate();
    }

    private Deployment deployment() {
        return shop.deployment("checkout-canary");
    }

    private Service service() {
        return shop.service("checkout-canary");
    }

    @Test
    void a_candidate_runs_the_judged_template_beside_the_stable_pods() throws Exception {
        Template judged = released("v2");

        gateway.startCandidate(shop.target, judged, 1);

        cluster.eventually(() -> assertThat(candidate(judged)).satisfies(view -> {
            assertThat(view.isOurs()).isTrue();
            assertThat(view.isJudged()).isTrue();
            assertThat(view.hasService()).isTrue();
            assertThat(view.desired()).isEqualTo(1);
            assertThat(view.ready()).isEqualTo(1);
            assertThat(view.restarts()).isZero();
            assertThat(view.isDeadlineExceeded()).isFalse();
            assertThat(view.problems()).isEmpty();
        }));
        assertThat(gateway.view(shop.target, KnownTemplates.NONE).roll().ready())
                .as("pods of the stable side")
                .isEqualTo(2);
    }

    @Test
    void a_candidate_differs_by_one_label_wherever_it_is_selected() throws Exception {
        gateway.startCandidate(shop.target, released("v2"), 1);

        Map<String, String> labels = Map.of("app", "checkout-canary", "tier", "web");
        var spec = deployment().getSpec();
        assertThat(spec.getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(spec.getTemplate().getMetadata().getLabels()).isEqualTo(labels);
        assertThat(spec.getTemplate()
                        .getSpec()
                        .getTopologySpreadConstraints()
                        .get(0)
                        .getLabelSelector()
                        .getMatchLabels())
                .isEqualTo(Map.of("app", "checkout-canary"));
        assertThat(spec.getTemplate().getSpec().getContainers().get(0).getImage())
                .isEqualTo("example.com/checkout:v2");
        assertThat(spec.getProgressDeadlineSeconds()).isEqualTo(120);
        assertThat(service().getSpec().getSelector()).isEqualTo(Map.of("app", "checkout-canary"));
    }

    @Test
    void a_candidate_carries_the_policys_uid_and_nothing_that_tools_track_by() throws Exception {
        gateway.startCandidate(shop.target, released("v2"), 1);

        var metadata = deployment().getMetadata();
        assertThat(metadata.getOwnerReferences()).isEmpty();
        assertThat(metadata.getLabels())
                .isEqualTo(Map.of(
                        "app",
                        "checkout",
                        "team",
                        "payments",
                        "app.kubernetes.io/managed-by",
                        "sluice",
                        "sluice.dev/policy-uid",
                        "uid-of-policy"));
        assertThat(metadata.getAnnotations())
                .containsEntry("sluice.dev/policy", "checkout-policy")
                .containsEntry("example.com/oncall", "payments")
                .doesNotContainKeys("meta.helm.sh/release-name", "sluice.dev/held-by", "sluice.dev/let-go");
        assertThat(service().getMetadata().getAnnotations())
                .doesNotContainKey("external-dns.alpha.kubernetes.io/hostname");
        assertThat(service().getMetadata().getLabels()).containsEntry("sluice.dev/policy-uid", "uid-of-policy");
    }

    @Test
    void the_candidates_service_has_the_stable_ones_ports_but_no_address_of_its() throws Exception {
        gateway.startCandidate(shop.target, released("v2"), 1);

        var spec = service().getSpec();
        assertThat(spec.getType()).isEqualTo("ClusterIP");
        assertThat(spec.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getPort()).isEqualTo(80);
            assertThat(port.getTargetPort().getIntVal()).isEqualTo(8080);
            assertThat(port.getNodePort()).isNull();
        });
    }

    @Test
    void starting_it_again_writes_nothing() throws Exception {
        Template judged = released("v2");
        gateway.startCandidate(shop.target, judged, 1);
        cluster.eventually(() -> assertThat(candidate(judged).ready()).isEqualTo(1));
        long generation = deployment().getMetadata().getGeneration();
        String version = service().getMetadata().getResourceVersion();

        gateway.startCandidate(shop.target, judged, 1);

        assertThat(deployment().getMetadata().getGeneration()).isEqualTo(generation);
        assertThat(service().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void a_candidate_is_brought_to_another_template_whole() throws Exception {
        Template first = released("v2");
        gateway.startCandidate(shop.target, first, 1);
        cluster.eventually(() -> assertThat(candidate(first).ready()).isEqualTo(1));
        shop.edit(deployment -> deployment
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .remove("example.com/dashboard"));
        Template second = released("v3");
        assertThat(candidate(second).isJudged()).isFalse();

        cluster.eventually(() -> gateway.startCandidate(shop.target, second, 2));

        assertThat(candidate(second).isJudged()).isTrue();
        assertThat(candidate(first).isJudged()).isFalse();
        cluster.eventually(() -> assertThat(candidate(second).ready()).isEqualTo(2));
        assertThat(deployment().getSpec().getTemplate().toString())
                .contains("checkout:v3")
                .doesNotContain("example.com/dashboard");
    }

    @Test
    void a_candidate_edited_by_hand_is_no_longer_the_judged_one() throws Exception {
        Template judged = released("v2");
        gateway.startCandidate(shop.target, judged, 1);
        assertThat(candidate(judged).isJudged()).isTrue();

        cluster.client().resource(deployment()).edit(candidate -> {
            candidate.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("example.com/checkout:hand");
            return candidate;
        });

        assertThat(candidate(judged).isJudged()).isFalse();
        assertThat(candidate(judged).isOurs()).isTrue();
    }

    @Test
    void a_candidate_scales_and_goes() throws Exception {
        Template judged = released("v2");
        gateway.startCandidate(shop.target, judged, 1);

        cluster.eventually(() -> gateway.startCandidate(shop.target, judged, 3));
        cluster.eventually(() -> assertThat(candidate(judged).ready()).isEqualTo(3));

        gateway.deleteCandidate(shop.target);
        cluster.eventually(() -> assertThat(candidate(judged)).isNull());
        gateway.deleteCandidate(shop.target);
        assertThat(shop.deployment("checkout")).isNotNull();
        assertThat(shop.service("checkout")).isNotNull();
    }

    @Test
    void a_foreign_object_of_the_candidates_name_is_left_alone() throws Exception {
        shop.apply(FOREIGN);
        Template judged = released("v2");

        assertThat(Shop.refusal(() -> gateway.startCandidate(shop.target, judged, 1)))
                .isEqualTo(PortException.Kind.REJECTED);
        assertThat(deployment()).isNull();
        assertThat(candidate(judged).isOurs()).isFalse();
        gateway.deleteCandidate(shop.target);
        assertThat(service().getSpec().getSelector()).isEqualTo(Map.of("app", "another"));
        assertThat(gateway.preflight(shop.target))
                .extracting(FieldError::problem)
                .singleElement()
                .asString()
                .contains("Service " + cluster.namespace() + "/checkout-canary exists");
    }

    @Test
    void the_candidate_of_a_policy_deleted_and_made_again_is_foreign() throws Exception {
        Template judged = released("v2");
        gateway.startCandidate(shop.target, judged, 1);
        WorkloadTarget again = new WorkloadTarget(
                cluster.namespace(), "checkout", "checkout", "checkout-canary", "checkout-policy", "another-uid");

        assertThat(Shop.refusal(() -> gateway.startCandidate(again, judged, 1))).isEqualTo(PortException.Kind.REJECTED);
        gateway.deleteCandidate(again);
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(1);
    }

    @Test
    void a_candidate_that_is_never_ready_has_no_ready_pod() throws Exception {
        Template judged = releasedWith("READY_AFTER", "never");

        gateway.startCandidate(shop.target, judged, 1);

        cluster.eventually(() -> {
            assertThat(candidate(judged).desired()).isEqualTo(1);
            assertThat(candidate(judged).ready()).isZero();
        });
    }

    @Test
    void a_candidate_that_crashes_says_so() throws Exception {
        Template judged = releasedWith("CRASH", "true");

        gateway.startCandidate(shop.target, judged, 1);

        cluster.eventually(() -> {
            assertThat(candidate(judged).restarts()).isPositive();
            assertThat(candidate(judged).problems()).isNotEmpty().allMatch(PodProblem::isFatal);
        });
    }

    @Test
    void each_pod_tells_how_it_fares() throws Exception {
        KnownTemplates serving = Shop.serving(gateway.view(shop.target, KnownTemplates.NONE));
        Template judged = released("v2");
        KnownTemplates known = Shop.judging(serving, judged);

        gateway.startCandidate(shop.target, judged, 2);

        cluster.eventually(() -> {
            WorkloadView view = gateway.view(shop.target, known);
            assertThat(view.candidate()).isNotNull();
            assertThat(view.candidate().pods())
                    .hasSize(2)
                    .allSatisfy(CandidateContract::isWell)
                    .allSatisfy(pod -> assertThat(pod.name()).startsWith("checkout-canary-"));
            assertThat(view.stablePods())
                    .hasSize(2)
                    .allSatisfy(CandidateContract::isWell)
                    .noneSatisfy(pod -> assertThat(pod.name()).contains("canary"));
        });
    }

    private static void isWell(PodHealth pod) {
        assertThat(pod.isReady()).isTrue();
        assertThat(pod.readySince()).isAfter(Instant.EPOCH);
        assertThat(pod.restarts()).isZero();
        assertThat(pod.isOutOfMemory()).isFalse();
        assertThat(pod.lastRestart()).isNull();
    }

    @Test
    void a_pod_that_is_not_ready_is_so_since_no_time() throws Exception {
        Template judged = releasedWith("CRASH", "true");

        gateway.startCandidate(shop.target, judged, 1);

        cluster.eventually(() -> assertThat(candidate(judged).pods())
                .singleElement()
                .satisfies(pod -> {
                    assertThat(pod.isReady()).isFalse();
                    assertThat(pod.readySince()).isNull();
                    assertThat(pod.restarts()).isPositive();
                }));
    }

    @Test
    void an_image_that_cannot_be_pulled_says_so() throws Exception {
        Template judged = released("missing");

        gateway.startCandidate(shop.target, judged, 1);

        cluster.eventually(() -> assertThat(candidate(judged).problems())
                .isNotEmpty()
                .allMatch(problem -> "ImagePullBackOff".equals(problem.reason()) && problem.isFatal()));
    }

    @Test
    void a_service_that_would_select_candidate_pods_is_refused_with_the_label_to_add() throws Exception {
        shop.apply(WIDE_SERVICE);
        Template judged = released("v2");

        assertThat(gateway.preflight(shop.target)).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("spec.traffic.service");
            assertThat(error.problem())
                    .contains("Service " + cluster.namespace() + "/all-web")
                    .contains("no label app");
            assertThat(error.remedy()).isEqualTo("add app: checkout to its selector");
        });
        assertThat(Shop.refusal(() -> gateway.startCandidate(shop.target, judged, 1)))
                .isEqualTo(PortException.Kind.REJECTED);
        assertThat(deployment()).isNull();
    }

    @Test
    void a_sound_workload_passes_preflight_with_and_without_its_candidate() throws Exception {
        assertThat(gateway.preflight(shop.target)).isEmpty();

        gateway.startCandidate(shop.target, released("v2"), 1);

        assertThat(gateway.preflight(shop.target)).isEmpty();
    }

    @Test
    void what_is_missing_is_named_with_its_field() throws Exception {
        WorkloadTarget wrong = new WorkloadTarget(
                cluster.namespace(), "chekout", "chekout-service", "chekout-canary", "policy", "uid-of-policy");

        assertThat(gateway.preflight(wrong))
                .extracting(FieldError::path, FieldError::problem)
                .containsExactly(
                        tuple("spec.workload.name", "Deployment " + cluster.namespace() + "/chekout does not exist"),
                        tuple(
                                "spec.traffic.service",
                                "Service " + cluster.namespace() + "/chekout-service does not exist"));
    }

    private Template releasedWith(String env, String value) throws PortException {
        shop.edit(deployment -> deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .add(new EnvVar(env, value, null)));
        return gateway.view(shop.target, KnownTemplates.NONE).deployment().template();
    }
}
