package dev.sluice.workload.kube.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.PodProblem;
import dev.sluice.workload.kube.tree.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says in people's words why pods do not get ready. */
public final class PodProblems {
    /** A second restart is a loop: waiting for the kubelet to call it one costs half a minute more. */
    private static final int LOOPS_AT = 2;

    private static final String CRASH_LOOP = "CrashLoopBackOff";
    private static final String OUT_OF_MEMORY = "OOMKilled";
    private static final Set<String> REPORTED = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError");
    private static final Set<String> FATAL =
            Set.of("ImagePullBackOff", "InvalidImageName", "CreateContainerConfigError");

    private PodProblems() {}

    public static List<PodProblem> of(List<ObjectNode> pods) {
        List<PodProblem> problems = new ArrayList<>();
        for (ObjectNode pod : pods) {
            if (!Pods.isReady(pod)) {
                ofPod(pod, problems);
            }
        }
        return problems;
    }

    private static void ofPod(JsonNode pod, List<PodProblem> problems) {
        String name = Fields.name(pod);
        JsonNode scheduled = Fields.condition(pod, "PodScheduled");
        if ("Unschedulable".equals(scheduled.path("reason").asText(""))) {
            String sentence = "Pod " + name + " finds no node: " + said(scheduled);
            problems.add(new PodProblem(name, "Unschedulable", false, sentence));
        }
        for (String kind : List.of("initContainerStatuses", "containerStatuses")) {
            for (JsonNode container : pod.path("status").path(kind)) {
                ofContainer(pod, container, problems);
            }
        }
    }

    private static void ofContainer(JsonNode pod, JsonNode container, List<PodProblem> problems) {
        JsonNode waiting = container.path("state").path("waiting");
        String reason = waiting.path("reason").asText("");
        if (REPORTED.contains(reason)) {
            String sentence = where(pod, container) + ": " + reason + ": " + said(waiting);
            problems.add(new PodProblem(Fields.name(pod), reason, FATAL.contains(reason), sentence));
        } else if (!container.path("ready").asBoolean() && !wasReady(pod, container)) {
            ofCrash(pod, container, problems);
        }
    }

    /** Whether the container lost its readiness in this run: then old restarts are not the reason. */
    private static boolean wasReady(JsonNode pod, JsonNode container) {
        String started =
                container.path("state").path("running").path("startedAt").asText("");
        String turned =
                Fields.condition(pod, "Ready").path("lastTransitionTime").asText("");
        return !started.isEmpty() && !turned.isEmpty() && Instant.parse(turned).isAfter(Instant.parse(started));
    }

    private static void ofCrash(JsonNode pod, JsonNode container, List<PodProblem> problems) {
        int restarts = container.path("restartCount").asInt();
        JsonNode waiting = container.path("state").path("waiting");
        boolean isLoop =
                restarts >= LOOPS_AT || CRASH_LOOP.equals(waiting.path("reason").asText(""));
        JsonNode end = lastEnd(container);
        boolean isOutOfMemory = isOutOfMemory(end);
        if (isLoop || isOutOfMemory) {
            String reason = isOutOfMemory ? OUT_OF_MEMORY : CRASH_LOOP;
            String sentence = where(pod, container) + ": " + reason + " after " + restarts
                    + (restarts == 1 ? " restart" : " restarts") + lastWords(end);
            problems.add(new PodProblem(Fields.name(pod), reason, isLoop, sentence));
        }
    }

    static boolean isOutOfMemory(JsonNode end) {
        return OUT_OF_MEMORY.equals(end.path("reason").asText(""));
    }

    /** How a container ended last; a missing node while it has not. */
    static JsonNode lastEnd(JsonNode container) {
        JsonNode now = container.path("state").path("terminated");
        return now.isObject() ? now : container.path("lastState").path("terminated");
    }

    private static String lastWords(JsonNode end) {
        if (!end.isObject()) {
            return "";
        }
        String message = end.path("message").asText("").strip();
        return ", last ended with exit code " + end.path("exitCode").asInt()
                + (message.isEmpty() ? "" : ": " + message);
    }

    private static String where(JsonNode pod, JsonNode container) {
        return "Pod " + Fields.name(pod) + ", container "
                + container.path("name").asText("");
    }

    private static String said(JsonNode state) {
        String message = state.path("message").asText("").strip();
        return message.isEmpty() ? "no message" : message;
    }

    /** Pods that were never made, because a quota or an admission rule refused them. */
    public static List<PodProblem> ofReplicaSet(JsonNode replicaSet) {
        JsonNode failure = Fields.condition(replicaSet, "ReplicaFailure");
        return "True".equals(failure.path("status").asText(""))
                ? refused("ReplicaSet", replicaSet, failure, "pods")
                : List.of();
    }

    /** A ReplicaSet that was never made. */
    public static List<PodProblem> ofDeployment(JsonNode deployment) {
        JsonNode progress = Fields.condition(deployment, "Progressing");
        return "ReplicaSetCreateError".equals(progress.path("reason").asText(""))
                ? refused("Deployment", deployment, progress, "ReplicaSet")
                : List.of();
    }

    private static List<PodProblem> refused(String kind, JsonNode owner, JsonNode condition, String what) {
        String name = Fields.name(owner);
        String sentence = kind + " " + name + " cannot make its " + what + ": " + said(condition);
        return List.of(new PodProblem(name, condition.path("reason").asText(""), false, sentence));
    }
}
