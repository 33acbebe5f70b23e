package dev.sluice.cli.look;

import static java.util.Objects.requireNonNullElse;

import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.Paint.Colour;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One version's pods as a part of the tree. */
record PodBranch(Paint paint) {

    /** Of more pods than this only those with something to say are named. */
    private static final int NAMED = 6;

    Branch of(Seen.Arm arm) {
        String pods = arm.wanted() == 1 ? " pod ready" : " pods ready";
        return new Branch(
                paint.paint(Colour.BOLD, arm.role() + " " + arm.deployment()) + "  " + arm.ready() + " of "
                        + arm.wanted() + pods,
                List.of(),
                leaves(arm.pods()));
    }

    private List<String> leaves(List<Pod> pods) {
        List<Pod> named = pods.size() <= NAMED
                ? pods
                : pods.stream().filter(pod -> !isQuiet(pod)).toList();
        List<String> leaves = new ArrayList<>(named.stream().map(this::leaf).toList());
        int quiet = pods.size() - named.size();
        if (quiet > 0) {
            leaves.add(quiet + (named.isEmpty() ? "" : " more") + (quiet == 1 ? " pod, " : " pods, all ") + "ready");
        }
        return leaves;
    }

    private static boolean isQuiet(Pod pod) {
        return isReady(pod) && !isTerminating(pod) && restarts(pod) == 0;
    }

    private String leaf(Pod pod) {
        int restarts = restarts(pod);
        return pod.getMetadata().getName() + "  " + state(pod)
                + (restarts == 0 ? "" : ", " + restarts + (restarts == 1 ? " restart" : " restarts") + lastEnd(pod));
    }

    private String state(Pod pod) {
        if (isTerminating(pod)) {
            return paint.paint(Colour.YELLOW, "terminating");
        }
        return isReady(pod)
                ? paint.paint(Colour.GREEN, "ready")
                : paint.paint(
                        Colour.YELLOW,
                        "not ready" + trouble(pod).map(why -> ": " + why).orElse(""));
    }

    /** The first of: not placed on a node, a container that waits, one that has ended. */
    private static Optional<String> trouble(Pod pod) {
        Stream<String> placing = conditions(pod).stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                .map(PodCondition::getReason);
        Stream<String> containers = containers(pod).stream()
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .map(PodBranch::reason);
        return Stream.concat(placing, containers)
                .filter(why -> why != null && !why.isEmpty())
                .findFirst();
    }

    private static String reason(ContainerState state) {
        if (state.getWaiting() != null) {
            return requireNonNullElse(state.getWaiting().getReason(), "");
        }
        return state.getTerminated() == null
                ? ""
                : requireNonNullElse(state.getTerminated().getReason(), "");
    }

    private static String lastEnd(Pod pod) {
        return containers(pod).stream()
                .map(ContainerStatus::getLastState)
                .filter(last -> last != null && last.getTerminated() != null)
                .map(last -> last.getTerminated().getReason())
                .filter(Objects::nonNull)
                .findFirst()
                .map(why -> " (" + why + ")")
                .orElse("");
    }

    private static boolean isTerminating(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static boolean isReady(Pod pod) {
        return conditions(pod).stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static int restarts(Pod pod) {
        return containers(pod).stream()
                .mapToInt(container -> requireNonNullElse(container.getRestartCount(), 0))
                .sum();
    }

    private static List<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    }

    private static List<PodCondition> conditions(Pod pod) {
        return pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
    }
}
