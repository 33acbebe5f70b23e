package dev.sluice.workload.kube.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.workload.PodHealth;
import dev.sluice.workload.kube.tree.Yaml;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodVitalsTest {
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private static PodHealth ofStatus(String status) {
        return PodVitals.of(List.of(Yaml.tree("{metadata: {name: checkout-x}, status: " + status + "}")))
                .get(0);
    }

    private static String ready(String status, String since) {
        return "conditions: [{type: Ready, status: '" + status + "', lastTransitionTime: '" + since + "'}]";
    }

    @Test
    void a_ready_pod_is_so_since_its_condition_turned() {
        assertThat(ofStatus("{" + ready("True", "2026-11-23T10:00:00Z") + "}"))
                .isEqualTo(new PodHealth("checkout-x", true, TEN, 0, false, null));
    }

    @Test
    void a_pod_that_is_not_ready_says_when_it_ceased_to_be_but_is_ready_since_no_time() {
        PodHealth pod = ofStatus("{" + ready("False", "2026-11-23T10:00:00Z") + "}");

        assertThat(pod).isEqualTo(new PodHealth("checkout-x", false, TEN, 0, false, null));
        assertThat(pod.readySince()).isNull();
    }

    @Test
    void a_pod_without_a_status_has_nothing_to_tell() {
        assertThat(ofStatus("{}")).isEqualTo(new PodHealth("checkout-x", false, null, 0, false, null));
    }

    @Test
    void restarts_are_summed_and_the_container_that_ended_last_says_why() {
        PodHealth pod = ofStatus("{" + ready("True", "2026-11-23T10:00:00Z") + ", containerStatuses: ["
                + "{name: app, restartCount: 2, lastState: {terminated: "
                + "{reason: Error, exitCode: 1, finishedAt: '2026-11-23T09:59:00Z'}}},"
                + "{name: cache, restartCount: 1, state: {terminated: "
                + "{reason: OOMKilled, exitCode: 137, finishedAt: '2026-11-23T10:00:00Z'}}},"
                + "{name: proxy, restartCount: 4, lastState: {terminated: "
                + "{reason: Error, exitCode: 1, finishedAt: '2026-11-23T09:00:00Z'}}},"
                + "{name: quiet, restartCount: 0, state: {running: {startedAt: '2026-11-23T11:00:00Z'}}}]}");

        assertThat(pod).isEqualTo(new PodHealth("checkout-x", true, TEN, 7, true, TEN));
    }

    @Test
    void a_time_that_cannot_be_read_is_unknown() {
        PodHealth pod = ofStatus("{" + ready("True", "yesterday") + ", containerStatuses: ["
                + "{name: app, restartCount: 1, lastState: {terminated: {reason: Error, finishedAt: soon}}}]}");

        assertThat(pod).isEqualTo(new PodHealth("checkout-x", true, null, 1, false, null));
    }

    @Test
    void a_kill_for_memory_before_another_end_is_not_the_last_word() {
        PodHealth pod = ofStatus("{containerStatuses: ["
                + "{name: app, restartCount: 1, lastState: {terminated: "
                + "{reason: OOMKilled, exitCode: 137, finishedAt: '2026-11-23T09:59:00Z'}}},"
                + "{name: proxy, restartCount: 1, lastState: {terminated: "
                + "{reason: Error, exitCode: 1, finishedAt: '2026-11-23T10:00:00Z'}}}]}");

        assertThat(pod).isEqualTo(new PodHealth("checkout-x", false, null, 2, false, TEN));
    }
}
