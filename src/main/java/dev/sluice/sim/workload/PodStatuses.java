package dev.sluice.sim.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes down what a pod shows, in a kubelet's words. */
final class PodStatuses {

    private PodStatuses() {}

    /** When and where the pod began to run. */
    record Place(Instant started, String ip) {}

    static PodStatus of(Pod pod, PodStep step, Place place, Instant now) {
        boolean pulled = step.kind() != PodStep.Kind.IMAGE_MISSING;
        PodStatusBuilder status = new PodStatusBuilder()
                .withPhase(pulled ? "Running" : "Pending")
                .withHostIP("10.244.0.2")
                .withStartTime(seconds(place.started()))
                .withQosClass("BestEffort")
                .withConditions(conditions(pod, step, now))
                .withContainerStatuses(pod.getSpec().getContainers().stream()
                        .map(container -> container(container, step, place))
                        .toList());
        if (pulled) {
            status.withPodIP(place.ip()).addNewPodIP().withIp(place.ip()).endPodIP();
        }
        return status.build();
    }

    private static List<PodCondition> conditions(Pod pod, PodStep step, Instant now) {
        return Stream.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled")
                .map(type -> condition(pod, type, step.isReady() || !type.endsWith("Ready"), now))
                .toList();
    }

    private static PodCondition condition(Pod pod, String type, boolean holds, Instant now) {
        String value = holds ? "True" : "False";
        String since = previous(pod, type)
                .filter(old -> old.getStatus().equals(value))
                .map(PodCondition::getLastTransitionTime)
                .orElse(seconds(now));
        PodConditionBuilder condition =
                new PodConditionBuilder().withType(type).withStatus(value).withLastTransitionTime(since);
        if (!holds) {
            condition
                    .withReason("ContainersNotReady")
                    .withMessage("containers with unready status: ["
                            + pod.getSpec().getContainers().get(0).getName() + "]");
        }
        return condition.build();
    }

    private static Optional<PodCondition> previous(Pod pod, String type) {
        return Optional.ofNullable(pod.getStatus()).stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    private static ContainerStatus container(Container container, PodStep step, Place place) {
        ContainerStatusBuilder status = new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(step.isReady())
                .withRestartCount(step.restarts());
        switch (step.kind()) {
            case IMAGE_MISSING ->
                waiting(
                        status,
                        "ImagePullBackOff",
                        "Back-off pulling image \"" + container.getImage() + "\": not found");
            case CRASHING -> crashed(status, container.getName());
            case STARTING, READY, DRAINING ->
                status.withStarted(true)
                        .withImageID(container.getImage() + "@sha256:simulated")
                        .withContainerID("podsim://" + place.ip() + "/" + container.getName())
                        .withNewState()
                        .withNewRunning(seconds(place.started()))
                        .endState();
        }
        return status.build();
    }

    private static void waiting(ContainerStatusBuilder status, String reason, String message) {
        status.withStarted(false).withNewState().withNewWaiting(message, reason).endState();
    }

    private static void crashed(ContainerStatusBuilder status, String name) {
        waiting(status, "CrashLoopBackOff", "back-off restarting failed container " + name);
        status.withNewLastState()
                .withNewTerminated()
                .withExitCode(1)
                .withReason("Error")
                .endTerminated()
                .endLastState();
    }

    static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
