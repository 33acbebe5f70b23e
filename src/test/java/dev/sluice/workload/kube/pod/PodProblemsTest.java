package dev.sluice.workload.kube.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.workload.PodProblem;
import dev.sluice.workload.kube.tree.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodProblemsTest {

    private static List<PodProblem> ofStatus(String status) {
        return PodProblems.of(List.of(Yaml.tree("{metadata: {name: checkout-x}, status: " + status + "}")));
    }

    private static List<PodProblem> ofContainer(String container) {
        return ofStatus("{conditions: [{type: Ready, status: 'False', lastTransitionTime: '2026-11-23T10:00:00Z'}], "
                + "containerStatuses: [{name: app, ready: false, " + container + "}]}");
    }

    @Test
    void a_crash_loop_is_fatal_and_quotes_the_last_words() {
        assertThat(ofContainer("restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}}, "
                        + "lastState: {terminated: {exitCode: 3, reason: Error, message: 'no database '}}"))
                .containsExactly(new PodProblem(
                        "checkout-x",
                        "CrashLoopBackOff",
                        true,
                        "Pod checkout-x, container app: CrashLoopBackOff after 1 restart, last ended with exit code 3: no "
                                + "database"));
    }

    @Test
    void a_second_restart_is_a_loop_before_the_kubelet_says_so() {
        assertThat(ofContainer("restartCount: 2, state: {running: {startedAt: '2026-11-23T10:00:09Z'}}, "
                        + "lastState: {terminated: {exitCode: 1}}"))
                .singleElement()
                .matches(PodProblem::isFatal)
                .extracting(PodProblem::sentence)
                .isEqualTo(
                        "Pod checkout-x, container app: CrashLoopBackOff after 2 restarts, last ended with exit code 1");
        assertThat(ofContainer("restartCount: 1, state: {running: {startedAt: '2026-11-23T10:00:09Z'}}"))
                .isEmpty();
    }

    @Test
    void old_restarts_of_a_container_that_was_ready_since_are_no_loop() {
        assertThat(ofContainer("restartCount: 5, state: {running: {startedAt: '2026-11-23T09:00:00Z'}}"))
                .isEmpty();
    }

    @Test
    void out_of_memory_is_said_and_fatal_once_it_loops() {
        String killed = "state: {running: {}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}";

        assertThat(ofContainer("restartCount: 1, " + killed)).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo("OOMKilled");
            assertThat(problem.isFatal()).isFalse();
            assertThat(problem.sentence()).contains("OOMKilled after 1 restart").contains("137");
        });
        assertThat(ofContainer("restartCount: 2, " + killed)).singleElement().matches(PodProblem::isFatal);
    }

    @Test
    void an_image_that_cannot_be_pulled_is_fatal_once_the_kubelet_backs_off() {
        assertThat(ofContainer("state: {waiting: {reason: ErrImagePull, message: not found}}"))
                .containsExactly(new PodProblem(
                        "checkout-x", "ErrImagePull", false, "Pod checkout-x, container app: ErrImagePull: not found"));
        assertThat(ofContainer("state: {waiting: {reason: ImagePullBackOff}}"))
                .singleElement()
                .matches(PodProblem::isFatal);
        assertThat(ofContainer("state: {waiting: {reason: InvalidImageName}}"))
                .singleElement()
                .matches(PodProblem::isFatal);
        assertThat(ofContainer("state: {waiting: {reason: CreateContainerConfigError, message: secret x is missing}}"))
                .singleElement()
                .matches(PodProblem::isFatal)
                .matches(problem -> problem.sentence().endsWith("secret x is missing"));
    }

    @Test
    void a_container_that_is_being_made_is_no_problem() {
        assertThat(ofContainer("restartCount: 0, state: {waiting: {reason: ContainerCreating}}"))
                .isEmpty();
    }

    @Test
    void init_containers_count_too() {
        assertThat(ofStatus("{initContainerStatuses: [{name: migrate, ready: false, restartCount: 4, "
                        + "state: {waiting: {reason: CrashLoopBackOff}}}]}"))
                .singleElement()
                .matches(problem -> problem.sentence().contains("container migrate"));
    }

    @Test
    void an_unschedulable_pod_may_still_find_a_node() {
        assertThat(ofStatus("{conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, "
                        + "message: '0/3 nodes are available: 3 Insufficient cpu.'}]}"))
                .containsExactly(new PodProblem(
                        "checkout-x",
                        "Unschedulable",
                        false,
                        "Pod checkout-x finds no node: 0/3 nodes are available: 3 Insufficient cpu."));
    }

    @Test
    void a_ready_pod_has_no_problem_whatever_its_past() {
        assertThat(ofStatus(
                        "{conditions: [{type: Ready, status: 'True'}], containerStatuses: [{name: app, ready: true, "
                                + "restartCount: 9, lastState: {terminated: {reason: OOMKilled}}}]}"))
                .isEmpty();
    }

    @Test
    void pods_that_a_quota_refuses_are_reported_by_their_replica_set() {
        String conditions = "status: {conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, "
                + "message: 'exceeded quota: pods=4'}]}";

        assertThat(PodProblems.ofReplicaSet(Yaml.tree("{metadata: {name: checkout-1}, " + conditions + "}")))
                .containsExactly(new PodProblem(
                        "checkout-1",
                        "FailedCreate",
                        false,
                        "ReplicaSet checkout-1 cannot make its pods: exceeded quota: pods=4"));
        assertThat(PodProblems.ofReplicaSet(
                        Yaml.tree("status: {conditions: [{type: ReplicaFailure, status: 'False'}]}")))
                .isEmpty();
    }

    @Test
    void a_replica_set_that_cannot_be_made_is_reported_by_its_deployment() {
        assertThat(PodProblems.ofDeployment(
                        Yaml.tree("{metadata: {name: checkout}, status: {conditions: [{type: Progressing, "
                                + "status: 'False', reason: ReplicaSetCreateError, message: denied}]}}")))
                .singleElement()
                .extracting(PodProblem::sentence)
                .isEqualTo("Deployment checkout cannot make its ReplicaSet: denied");
        assertThat(PodProblems.ofDeployment(Yaml.tree("status: {conditions: [{type: Progressing, status: 'True'}]}")))
                .isEmpty();
    }
}
