package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.pod.Pods;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.Templates;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment with its ReplicaSets and the pods that its selector finds, read at one time.
 *
 * @param replicaSets those that the Deployment owns
 * @param pods those selected and running or starting; neither ended ones nor those being deleted
 */
record Fleet(ObjectNode deployment, List<ObjectNode> replicaSets, List<ObjectNode> pods) {

    /** ReplicaSets and pods as they were listed, whoever owns them. */
    record Listed(List<ObjectNode> replicaSets, List<ObjectNode> pods) {

        /** The ones that a Deployment's selector finds. */
        static Listed by(ApiObjects objects, ObjectNode deployment) throws PortException {
            String namespace = Fields.namespace(deployment);
            Map<String, String> labels = Fields.matchLabels(deployment);
            return new Listed(
                    objects.list(Kind.REPLICA_SET, namespace, labels), objects.list(Kind.POD, namespace, labels));
        }

        /** A Deployment's part of them; all of it where its selector finds nothing else. */
        Fleet of(ObjectNode deployment) {
            String uid = Fields.uid(deployment);
            Set<Map.Entry<String, String>> labels =
                    Fields.matchLabels(deployment).entrySet();
            return new Fleet(
                    deployment,
                    replicaSets.stream()
                            .filter(set -> uid.equals(Fields.controllerUid(set)))
                            .toList(),
                    pods.stream()
                            .filter(Pods::isLive)
                            .filter(pod ->
                                    Fields.texts(Fields.labels(pod)).entrySet().containsAll(labels))
                            .toList());
        }
    }

    static Fleet read(ApiObjects objects, ObjectNode deployment) throws PortException {
        return Listed.by(objects, deployment).of(deployment);
    }

    /** The ReplicaSet of the Deployment's template: the oldest of several, as the Deployment controller picks. */
    Optional<ObjectNode> current() {
        ObjectNode template = Templates.of(deployment);
        return replicaSets.stream()
                .filter(set -> Templates.areSame(Templates.of(set), template))
                .min(Comparator.comparing(Fleet::created).thenComparing(Fields::name));
    }

    Optional<ObjectNode> replicaSet(String uid) {
        return replicaSets.stream().filter(set -> uid.equals(Fields.uid(set))).findFirst();
    }

    /**
     * The ReplicaSets of what serves: the recorded one, and any other of the serving template, with or without a
     * restart. The one with the most ready pods comes first, of equal ones the recorded one.
     *
     * @param template the serving template; null when it is unknown
     */
    List<ObjectNode> serving(String recordedUid, @Nullable ObjectNode template) {
        return replicaSets.stream()
                .filter(set -> recordedUid.equals(Fields.uid(set))
                        || (template != null && Templates.areSameButForRestart(Templates.of(set), template)))
                .sorted(Comparator.<ObjectNode>comparingInt(set -> -readyOf(set))
                        .thenComparing(set -> !recordedUid.equals(Fields.uid(set)))
                        .thenComparing(Fleet::created)
                        .thenComparing(Fields::name))
                .toList();
    }

    int readyOf(ObjectNode set) {
        return Pods.countReady(podsOf(Fields.uid(set)));
    }

    /** The pods of one ReplicaSet, in order of their names. */
    List<ObjectNode> podsOf(String replicaSetUid) {
        return podsOf(replicaSet(replicaSetUid).stream().toList());
    }

    /** The pods of several ReplicaSets, in order of their names. */
    List<ObjectNode> podsOf(List<ObjectNode> sets) {
        Set<String> uids = sets.stream().map(Fields::uid).collect(Collectors.toSet());
        return pods.stream()
                .filter(pod -> uids.contains(Fields.controllerUid(pod)))
                .sorted(Comparator.comparing(Fields::name))
                .toList();
    }

    /** The pods of all its ReplicaSets. */
    List<ObjectNode> ownedPods() {
        return podsOf(replicaSets);
    }

    /**
     * Whether a pod gets requests that is not of the Deployment's template: one of an earlier template that still runs,
     * or a foreign one with the same labels. What is measured then is a mixture.
     */
    boolean hasReadyStrays() {
        String uid = current().map(Fields::uid).orElse("");
        return pods.stream().anyMatch(pod -> Pods.isReady(pod) && !uid.equals(Fields.controllerUid(pod)));
    }

    /** spec.replicas, which is 1 unless somebody says otherwise. */
    int desired() {
        return Fields.replicas(deployment);
    }

    /** Whether the Deployment controller has seen the newest change. */
    boolean isObserved() {
        return deployment.path("status").path("observedGeneration").asLong(-1) >= generation();
    }

    long generation() {
        return deployment.path("metadata").path("generation").asLong();
    }

    private static String created(JsonNode object) {
        return object.path("metadata").path("creationTimestamp").asText("");
    }
}
