package dev.sluice.workload.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As much of Deployment controller, garbage collector and kubelet as the contract needs: all at once and without
 * surge. A paused Deployment keeps its ReplicaSets, and scales the one that has pods.
 */
final class FakeDeploymentController {
    private static final String SINCE = "2026-11-23T10:00:00Z";

    private final KubernetesClient client;
    private final String namespace;

    FakeDeploymentController(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    void reconcile() {
        collectGarbage();
        client.apps().deployments().inNamespace(namespace).list().getItems().forEach(this::roll);
        replicaSets().forEach(this::replace);
    }

    private List<ReplicaSet> replicaSets() {
        return client.apps().replicaSets().inNamespace(namespace).list().getItems();
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    private void collectGarbage() {
        Set<String> uids = Stream.concat(
                        client.apps().deployments().inNamespace(namespace).list().getItems().stream(),
                        replicaSets().stream())
                .map(owner -> owner.getMetadata().getUid())
                .collect(Collectors.toSet());
        Stream.concat(replicaSets().stream(), pods().stream())
                .filter(dependent -> dependent.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> !uids.contains(owner.getUid())))
                .forEach(dependent -> client.resource(dependent).delete());
    }

    private void roll(Deployment deployment) {
        List<ReplicaSet> sets =
                replicaSets().stream().filter(set -> isOwned(set, deployment)).toList();
        boolean isPaused = Boolean.TRUE.equals(deployment.getSpec().getPaused());
        Optional<ReplicaSet> current =
                sets.stream().filter(set -> isOf(set, deployment)).findFirst();
        if (!isPaused && current.isEmpty()) {
            current = Optional.of(create(deployment));
        }
        Optional<ReplicaSet> active = isPaused
                ? sets.stream().filter(set -> set.getSpec().getReplicas() > 0).findFirst()
                : current;
        for (ReplicaSet set : sets) {
            if (!isPaused && !isOf(set, deployment)) {
                scale(set, 0);
            }
        }
        active.ifPresent(set -> scale(set, deployment.getSpec().getReplicas()));
        if (Objects.equals(deployment.getSpec().getRevisionHistoryLimit(), 0)) {
            forget(deployment);
        }
        deployment.setStatus(new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .build());
        client.resource(deployment).updateStatus();
    }

    /** Without a history, an old ReplicaSet goes with its last pod. */
    private void forget(Deployment deployment) {
        replicaSets().stream()
                .filter(set -> isOwned(set, deployment) && !isOf(set, deployment))
                .filter(set -> set.getSpec().getReplicas() == 0 && podsOf(set).isEmpty())
                .forEach(set -> client.resource(set).delete());
    }

    private List<Pod> podsOf(ReplicaSet set) {
        return pods().stream().filter(pod -> isOwned(pod, set)).toList();
    }

    private ReplicaSet create(Deployment deployment) {
        String hash = Integer.toHexString(deployment.getSpec().getTemplate().hashCode());
        ReplicaSet set = new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(deployment.getMetadata().getName() + "-" + hash)
                .withNamespace(namespace)
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .addToLabels("pod-template-hash", hash)
                .withOwnerReferences(owner(deployment))
                .endMetadata()
                .withNewSpec()
                .withReplicas(deployment.getSpec().getReplicas())
                .withTemplate(deployment.getSpec().getTemplate())
                .endSpec()
                .build();
        set.getSpec().getTemplate().getMetadata().getLabels().put("pod-template-hash", hash);
        return client.resource(set).create();
    }

    private void scale(ReplicaSet set, int replicas) {
        client.resource(set).edit(live -> {
            live.getSpec().setReplicas(replicas);
            return live;
        });
    }

    private void replace(ReplicaSet set) {
        List<Pod> own = podsOf(set);
        int wanted = set.getSpec().getReplicas();
        own.stream().skip(wanted).forEach(pod -> client.resource(pod).delete());
        for (int i = own.size(); i < wanted; i++) {
            Pod pod = new PodBuilder()
                    .withNewMetadata()
                    .withName(set.getMetadata().getName() + "-" + i)
                    .withNamespace(namespace)
                    .withLabels(set.getSpec().getTemplate().getMetadata().getLabels())
                    .withOwnerReferences(owner(set))
                    .endMetadata()
                    .withSpec(set.getSpec().getTemplate().getSpec())
                    .withStatus(status(set.getSpec().getTemplate()))
                    .build();
            client.resource(pod).create();
        }
    }

    private static PodStatus status(PodTemplateSpec template) {
        var container = template.getSpec().getContainers().get(0);
        boolean isCrashing = hasEnv(template, "CRASH", "true");
        boolean isMissing = container.getImage().endsWith(":missing");
        boolean isReady = !isCrashing && !isMissing && !hasEnv(template, "READY_AFTER", "never");
        return new PodStatusBuilder()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(isReady ? "True" : "False")
                .withLastTransitionTime(SINCE)
                .endCondition()
                .withContainerStatuses(container(container.getName(), isReady, isCrashing, isMissing))
                .build();
    }

    private static ContainerStatus container(String name, boolean isReady, boolean isCrashing, boolean isMissing) {
        ContainerStatusBuilder status =
                new ContainerStatusBuilder().withName(name).withReady(isReady).withRestartCount(isCrashing ? 3 : 0);
        if (isCrashing || isMissing) {
            status.withNewState()
                    .withNewWaiting()
                    .withReason(isCrashing ? "CrashLoopBackOff" : "ImagePullBackOff")
                    .withMessage("Back-off")
                    .endWaiting()
                    .endState();
        }
        return status.build();
    }

    private static boolean hasEnv(PodTemplateSpec template, String name, String value) {
        return template.getSpec().getContainers().get(0).getEnv().stream()
                .anyMatch(env -> name.equals(env.getName()) && value.equals(env.getValue()));
    }

    private static boolean isOf(ReplicaSet set, Deployment deployment) {
        ReplicaSet copy = new ReplicaSetBuilder(set).build();
        copy.getSpec().getTemplate().getMetadata().getLabels().remove("pod-template-hash");
        return copy.getSpec().getTemplate().equals(deployment.getSpec().getTemplate());
    }

    private static boolean isOwned(HasMetadata object, HasMetadata owner) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()));
    }

    private static OwnerReference owner(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }
}
