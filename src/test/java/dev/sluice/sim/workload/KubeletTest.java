package dev.sluice.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sim.store.Part;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KubeletTest {

    private final FakeCluster cluster = new FakeCluster();

    @Test
    void a_pod_gets_a_node_and_an_address_and_is_ready_after_half_a_second() {
        cluster.deploy("web", 1, "");
        cluster.live(Duration.ofMillis(400));
        assertThat(ReplicaSetController.isReady(pod())).isFalse();
        assertThat(pod().getStatus().getPhase()).isEqualTo("Running");
        cluster.live(Duration.ofMillis(500));
        assertThat(ReplicaSetController.isReady(pod())).isTrue();
        assertThat(pod().getSpec().getNodeName()).isEqualTo("sim-0");
        assertThat(pod().getStatus().getPodIP()).startsWith("10.244.");
        assertThat(pod().getStatus().getStartTime()).isNotEmpty();
    }

    @Test
    void ready_after_delays_readiness_and_never_means_never() {
        cluster.deploy("web", 1, "");
        cluster.setEnv("web", "READY_AFTER", "1m30s");
        cluster.live(Duration.ofSeconds(89));
        assertThat(ReplicaSetController.isReady(pod())).isFalse();
        cluster.live(Duration.ofSeconds(2));
        assertThat(ReplicaSetController.isReady(pod())).isTrue();

        cluster.setEnv("web", "READY_AFTER", "never");
        cluster.live(Duration.ofMinutes(10));
        assertThat(cluster.pods()).filteredOn(ReplicaSetController::isReady).hasSize(1);
    }

    @Test
    void a_crashing_container_is_restarted_ever_more_rarely() {
        cluster.deploy("web", 1, "");
        cluster.setEnv("web", "CRASH", "true");
        cluster.live(Duration.ofSeconds(1));
        assertThat(container().getRestartCount()).isEqualTo(1);
        assertThat(container().getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
        assertThat(container().getReady()).isFalse();
        cluster.live(Duration.ofSeconds(10));
        assertThat(container().getRestartCount()).isEqualTo(2);
        cluster.live(Duration.ofSeconds(10));
        assertThat(container().getRestartCount()).isEqualTo(2);
        cluster.live(Duration.ofSeconds(10));
        assertThat(container().getRestartCount()).isEqualTo(3);
    }

    @Test
    void a_missing_image_keeps_the_pod_pending() {
        cluster.deploy("web", 1, "");
        cluster.setImage("web", "registry.example.com:5000/web:missing");
        cluster.live(Duration.ofSeconds(5));
        assertThat(pod().getStatus().getPhase()).isEqualTo("Pending");
        assertThat(container().getState().getWaiting().getReason()).isEqualTo("ImagePullBackOff");
    }

    @Test
    void an_annotation_overrides_the_environment_while_the_pod_runs() {
        cluster.deploy("web", 1, "");
        cluster.live(Duration.ofSeconds(2));
        annotate("true");
        cluster.live(Duration.ofSeconds(1));
        assertThat(ReplicaSetController.isReady(pod())).isFalse();
        annotate("false");
        cluster.live(Duration.ofSeconds(1));
        assertThat(ReplicaSetController.isReady(pod())).isTrue();
    }

    @Test
    void a_deleted_pod_is_unready_at_once_and_gone_after_its_drain() {
        cluster.deploy("web", 1, "");
        cluster.live(Duration.ofSeconds(2));
        Pod first = pod();
        cluster.kill(first);
        cluster.live(Duration.ofMillis(500));
        assertThat(cluster.pods())
                .hasSize(2)
                .filteredOn(ReplicaSetController::isReady)
                .isEmpty();
        cluster.live(Duration.ofSeconds(2));
        assertThat(cluster.pods())
                .hasSize(1)
                .extracting(pod -> pod.getMetadata().getUid())
                .doesNotContain(first.getMetadata().getUid());
    }

    private Pod pod() {
        return cluster.pods().get(0);
    }

    private ContainerStatus container() {
        return pod().getStatus().getContainerStatuses().get(0);
    }

    private void annotate(String unready) {
        cluster.store.edit(
                cluster.store
                        .types()
                        .of(Pod.class)
                        .key(FakeCluster.NS, pod().getMetadata().getName()),
                Part.MAIN,
                object -> {
                    object.withObject("/metadata/annotations").put("podsim.sluice.dev/UNREADY", unready);
                    return object;
                });
    }
}
