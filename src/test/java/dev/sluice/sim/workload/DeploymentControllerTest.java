package dev.sluice.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sim.store.Deletion;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentControllerTest {

    private static final Duration SOME_TIME = Duration.ofSeconds(20);

    private final FakeCluster cluster = new FakeCluster();

    @Test
    void a_new_deployment_gets_a_replica_set_and_ready_pods() {
        cluster.deploy("web", 3, "");
        cluster.live(SOME_TIME);

        ReplicaSet set = cluster.store.list(ReplicaSet.class).get(0);
        String hash = set.getMetadata().getLabels().get("pod-template-hash");
        assertThat(set.getMetadata().getName()).isEqualTo("web-" + hash);
        assertThat(set.getMetadata().getAnnotations()).containsEntry("deployment.kubernetes.io/revision", "1");
        assertThat(set.getMetadata().getOwnerReferences().get(0).getUid())
                .isEqualTo(cluster.deployment("web").getMetadata().getUid());
        assertThat(cluster.pods())
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.getMetadata().getLabels()).containsEntry("pod-template-hash", hash))
                .allMatch(ReplicaSetController::isReady);
        var status = cluster.deployment("web").getStatus();
        assertThat(List.of(status.getReplicas(), status.getUpdatedReplicas(), status.getAvailableReplicas()))
                .containsOnly(3);
        assertThat(status.getObservedGeneration())
                .isEqualTo(cluster.deployment("web").getMetadata().getGeneration());
        assertThat(cluster.condition("web", "Available").getStatus()).isEqualTo("True");
        assertThat(cluster.condition("web", "Progressing").getReason()).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void nothing_is_written_when_nothing_changes() {
        cluster.deploy("web", 3, "");
        cluster.live(SOME_TIME);
        long before = cluster.store.revision();
        cluster.live(SOME_TIME);
        assertThat(cluster.store.revision()).isEqualTo(before);
    }

    @Test
    void a_rolling_update_keeps_to_surge_and_unavailability() {
        cluster.deploy("web", 4, "strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}");
        cluster.live(SOME_TIME);
        cluster.setImage("web", "web:v2");
        for (int i = 0; i < 100; i++) {
            cluster.tick();
            assertThat(cluster.sizes().values().stream().mapToInt(size -> size).sum())
                    .isLessThanOrEqualTo(5);
            assertThat(cluster.serving().values().stream()
                            .mapToLong(count -> count)
                            .sum())
                    .isGreaterThanOrEqualTo(3);
        }
        assertThat(cluster.serving()).containsExactly(Map.entry("web:v2", 4L));
        assertThat(cluster.deployment("web").getMetadata().getAnnotations())
                .containsEntry("deployment.kubernetes.io/revision", "2");
    }

    @Test
    void a_paused_deployment_starts_no_pod_of_a_new_template() {
        cluster.deploy("web", 3, "paused: true");
        cluster.live(SOME_TIME);
        assertThat(cluster.pods())
                .as("paused from the start: nothing runs at all")
                .isEmpty();

        cluster.patch("web", "{spec: {paused: null}}");
        cluster.live(SOME_TIME);
        cluster.patch("web", "{spec: {paused: true}}");
        cluster.setImage("web", "web:v2");
        cluster.live(SOME_TIME);
        assertThat(cluster.sizes()).containsExactly(Map.entry("web:v1", 3));
        assertThat(cluster.condition("web", "Progressing").getStatus()).isEqualTo("Unknown");
        assertThat(cluster.condition("web", "Progressing").getReason()).isEqualTo("DeploymentPaused");
        assertThat(cluster.deployment("web").getStatus().getUpdatedReplicas()).isZero();
        assertThat(cluster.deployment("web").getStatus().getObservedGeneration())
                .isEqualTo(cluster.deployment("web").getMetadata().getGeneration());
    }

    @Test
    void a_paused_deployment_is_still_scaled_and_lost_pods_come_back_with_the_serving_template() {
        cluster.deploy("web", 3, "");
        cluster.live(SOME_TIME);
        cluster.patch("web", "{spec: {paused: true}}");
        cluster.setImage("web", "web:v2");
        cluster.patch("web", "{spec: {replicas: 5}}");
        cluster.live(SOME_TIME);
        assertThat(cluster.serving()).containsExactly(Map.entry("web:v1", 5L));

        Pod lost = cluster.pods().get(0);
        cluster.kill(lost);
        cluster.live(SOME_TIME);
        assertThat(cluster.serving()).containsExactly(Map.entry("web:v1", 5L));
        assertThat(cluster.pods())
                .noneMatch(pod ->
                        pod.getMetadata().getUid().equals(lost.getMetadata().getUid()));
    }

    @Test
    void resumed_and_paused_again_both_replica_sets_stand_as_they_are() {
        cluster.deploy("web", 10, "");
        cluster.live(SOME_TIME);
        cluster.patch("web", "{spec: {paused: true}}");
        cluster.setImage("web", "web:v2");
        cluster.live(SOME_TIME);
        cluster.patch("web", "{spec: {paused: null}}");
        cluster.live(Duration.ofMillis(400));
        cluster.patch("web", "{spec: {paused: true}}");
        cluster.tick();
        Map<String, Integer> frozen = cluster.sizes();
        cluster.live(SOME_TIME);
        assertThat(frozen.values()).allMatch(size -> size > 0).hasSize(2);
        assertThat(cluster.sizes()).isEqualTo(frozen);
    }

    @Test
    void a_scale_in_the_middle_of_a_paused_rollout_is_shared_in_proportion() {
        cluster.deploy("web", 10, "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 5}}");
        cluster.live(SOME_TIME);
        cluster.setImage("web", "web:v2");
        cluster.live(Duration.ofMillis(300));
        cluster.patch("web", "{spec: {paused: true}}");
        cluster.live(SOME_TIME);
        assertThat(cluster.sizes()).isEqualTo(Map.of("web:v1", 5, "web:v2", 5));
        cluster.patch("web", "{spec: {replicas: 20}}");
        cluster.live(SOME_TIME);
        assertThat(cluster.sizes()).isEqualTo(Map.of("web:v1", 10, "web:v2", 10));
    }

    @Test
    void restoring_an_old_template_goes_back_to_its_replica_set() {
        cluster.deploy("web", 2, "");
        cluster.live(SOME_TIME);
        String first = cluster.store.list(ReplicaSet.class).get(0).getMetadata().getUid();
        cluster.setImage("web", "web:v2");
        cluster.live(SOME_TIME);
        cluster.setImage("web", "web:v1");
        cluster.live(SOME_TIME);
        assertThat(cluster.store.list(ReplicaSet.class)).hasSize(2);
        ReplicaSet serving = cluster.store.list(ReplicaSet.class).stream()
                .filter(set -> Family.size(set) > 0)
                .findFirst()
                .orElseThrow();
        assertThat(serving.getMetadata().getUid()).isEqualTo(first);
        assertThat(serving.getMetadata().getAnnotations()).containsEntry("deployment.kubernetes.io/revision", "3");
    }

    @Test
    void a_deployment_scaled_to_zero_while_paused_comes_back_with_its_current_template_or_the_latest() {
        cluster.deploy("web", 2, "");
        cluster.live(SOME_TIME);
        cluster.patch("web", "{spec: {paused: true}}");
        cluster.setImage("web", "web:v2");
        cluster.patch("web", "{spec: {replicas: 0}}");
        cluster.live(SOME_TIME);
        assertThat(cluster.pods()).isEmpty();
        cluster.patch("web", "{spec: {replicas: 2}}");
        cluster.live(SOME_TIME);
        assertThat(cluster.serving()).containsExactly(Map.entry("web:v1", 2L));
    }

    @Test
    void recreate_stops_the_old_pods_before_it_starts_new_ones() {
        cluster.deploy("web", 2, "strategy: {type: Recreate, rollingUpdate: null}");
        cluster.live(SOME_TIME);
        cluster.setImage("web", "web:v2");
        for (int i = 0; i < 60; i++) {
            cluster.tick();
            assertThat(cluster.pods().stream()
                            .map(pod -> FakeCluster.image(pod.getSpec()))
                            .distinct())
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(cluster.serving()).containsExactly(Map.entry("web:v2", 2L));
    }

    @Test
    void a_rollout_that_never_gets_ready_exceeds_its_deadline_and_the_old_pods_stay() {
        cluster.deploy("web", 4, "progressDeadlineSeconds: 30");
        cluster.live(SOME_TIME);
        cluster.setEnv("web", "READY_AFTER", "never");
        cluster.live(Duration.ofSeconds(25));
        assertThat(cluster.condition("web", "Progressing").getReason()).isEqualTo("ReplicaSetUpdated");
        cluster.live(Duration.ofSeconds(15));
        assertThat(cluster.condition("web", "Progressing").getStatus()).isEqualTo("False");
        assertThat(cluster.condition("web", "Progressing").getReason()).isEqualTo("ProgressDeadlineExceeded");
        assertThat(cluster.serving()).containsExactly(Map.entry("web:v1", 3L));
        assertThat(cluster.condition("web", "Available").getStatus()).isEqualTo("True");
    }

    @Test
    void deleting_a_deployment_takes_its_replica_sets_and_pods_along() {
        cluster.deploy("web", 3, "");
        cluster.deploy("other", 1, "");
        cluster.live(SOME_TIME);
        cluster.store.delete(cluster.key("web"), Deletion.BACKGROUND);
        cluster.live(SOME_TIME);
        assertThat(cluster.store.list(ReplicaSet.class)).hasSize(1);
        assertThat(cluster.pods()).hasSize(1);
    }

    @Test
    void no_more_old_replica_sets_are_kept_than_asked_for() {
        cluster.deploy("web", 1, "revisionHistoryLimit: 2");
        for (int version = 2; version <= 6; version++) {
            cluster.live(Duration.ofSeconds(10));
            cluster.setImage("web", "web:v" + version);
        }
        cluster.live(SOME_TIME);
        assertThat(cluster.sizes()).isEqualTo(Map.of("web:v4", 0, "web:v5", 0, "web:v6", 1));
    }
}
