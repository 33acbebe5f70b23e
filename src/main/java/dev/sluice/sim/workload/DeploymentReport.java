package dev.sluice.sim.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The status of a Deployment as the real controller words it. */
final class DeploymentReport {

    private static final String PAUSED = "DeploymentPaused";
    private static final String COMPLETE = "NewReplicaSetAvailable";
    private static final String UNDER_WAY = "ReplicaSetUpdated";
    private static final String TIMED_OUT = "ProgressDeadlineExceeded";

    private final Family family;
    private final Deployment deployment;
    private final DeploymentStatus before;
    private final Instant now;

    DeploymentReport(Family family, Instant now) {
        this.family = family;
        this.deployment = family.deployment();
        this.before = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        this.now = now;
    }

    ObjectNode status() {
        int available = family.totalAvailable();
        int updated = family.current().map(DeploymentReport::replicas).orElse(0);
        DeploymentStatus status = new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(count(DeploymentReport::replicas))
                .withUpdatedReplicas(updated)
                .withReadyReplicas(count(DeploymentReport::ready))
                .withAvailableReplicas(available)
                .withUnavailableReplicas(Math.max(0, family.totalSize() - available))
                .build();
        DeploymentCondition progressing = progressing(status);
        status.getConditions().add(availability(available));
        status.getConditions().add(progressing);
        return Json.tree(status);
    }

    private int count(ToIntFunction<ReplicaSet> number) {
        return Family.sum(family.all(), number);
    }

    private static int replicas(ReplicaSet set) {
        return set.getStatus() == null ? 0 : Owned.orZero(set.getStatus().getReplicas());
    }

    private static int ready(ReplicaSet set) {
        return set.getStatus() == null ? 0 : Owned.orZero(set.getStatus().getReadyReplicas());
    }

    /** Whether the passing of time alone will change the status. */
    boolean awaitsDeadline() {
        return previous("Progressing")
                .filter(condition -> condition.getReason().equals(UNDER_WAY))
                .isPresent();
    }

    private DeploymentCondition availability(int available) {
        return available >= RollingLimits.of(deployment).fewestAvailable()
                ? condition("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
                : condition(
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.");
    }

    private DeploymentCondition progressing(DeploymentStatus status) {
        Optional<DeploymentCondition> last = previous("Progressing");
        String reason = last.map(DeploymentCondition::getReason).orElse("");
        if (family.isPaused()) {
            return reason.equals(TIMED_OUT)
                    ? last.orElseThrow()
                    : condition("Progressing", "Unknown", PAUSED, "Deployment is paused");
        }
        // A finished rollout stays finished when a pod gets lost later.
        boolean stays = reason.equals(COMPLETE) && status.getReplicas().equals(status.getUpdatedReplicas());
        if (isComplete(status) || stays) {
            return condition("Progressing", "True", COMPLETE, subject() + " has successfully progressed.");
        }
        return underWay(status, last, reason);
    }

    private DeploymentCondition underWay(DeploymentStatus status, Optional<DeploymentCondition> last, String reason) {
        boolean starts = last.isEmpty() || reason.equals(PAUSED) || reason.equals(COMPLETE);
        if (starts || hasProgressed(status)) {
            return updated(condition("Progressing", "True", UNDER_WAY, subject() + " is progressing."));
        }
        return reason.equals(TIMED_OUT) || isOverdue(last.get())
                ? condition("Progressing", "False", TIMED_OUT, subject() + " has timed out progressing.")
                : last.get();
    }

    private String subject() {
        return "ReplicaSet \""
                + family.current().map(set -> set.getMetadata().getName()).orElse("") + "\"";
    }

    private boolean isComplete(DeploymentStatus status) {
        int wanted = Owned.orZero(deployment.getSpec().getReplicas());
        return status.getUpdatedReplicas() == wanted
                && status.getReplicas() == wanted
                && status.getAvailableReplicas() == wanted
                && family.current().isPresent();
    }

    private boolean hasProgressed(DeploymentStatus status) {
        int oldNow = status.getReplicas() - status.getUpdatedReplicas();
        int oldBefore = Owned.orZero(before.getReplicas()) - Owned.orZero(before.getUpdatedReplicas());
        return status.getUpdatedReplicas() > Owned.orZero(before.getUpdatedReplicas())
                || oldNow < oldBefore
                || status.getReadyReplicas() > Owned.orZero(before.getReadyReplicas())
                || status.getAvailableReplicas() > Owned.orZero(before.getAvailableReplicas());
    }

    private boolean isOverdue(DeploymentCondition last) {
        Integer deadline = deployment.getSpec().getProgressDeadlineSeconds();
        return deadline != null
                && Instant.parse(last.getLastUpdateTime())
                        .plus(Duration.ofSeconds(deadline))
                        .isBefore(now);
    }

    private DeploymentCondition updated(DeploymentCondition condition) {
        condition.setLastUpdateTime(PodStatuses.seconds(now));
        return condition;
    }

    private DeploymentCondition condition(String type, String value, String reason, String message) {
        Optional<DeploymentCondition> last = previous(type);
        Optional<DeploymentCondition> same = last.filter(
                old -> old.getStatus().equals(value) && old.getReason().equals(reason));
        Optional<DeploymentCondition> sameValue =
                last.filter(old -> old.getStatus().equals(value));
        String time = PodStatuses.seconds(now);
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(value)
                .withReason(reason)
                .withMessage(message)
                .withLastUpdateTime(
                        same.map(DeploymentCondition::getLastUpdateTime).orElse(time))
                .withLastTransitionTime(sameValue
                        .map(DeploymentCondition::getLastTransitionTime)
                        .orElse(time))
                .build();
    }

    private Optional<DeploymentCondition> previous(String type) {
        return before.getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
