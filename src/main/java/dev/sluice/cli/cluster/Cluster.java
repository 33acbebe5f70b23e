package dev.sluice.cli.cluster;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.core.port.MetricSource;
import dev.sluice.operator.wiring.MetricSources;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Sluice's objects in one namespace of a cluster, by the policy's name. */
public final class Cluster implements AutoCloseable {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    /** The label that a baseline and its pods have more than the stable ones. */
    private static final String ROLE = "sluice.dev/role";

    private final KubernetesClient client;
    private final String namespace;

    public Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    public String namespace() {
        return namespace;
    }

    /** Policies by namespace and name. */
    public List<ReleasePolicy> policies(boolean isEverywhere) {
        var all = client.resources(ReleasePolicy.class);
        var items = isEverywhere
                ? all.inAnyNamespace().list().getItems()
                : all.inNamespace(namespace).list().getItems();
        return items.stream()
                .sorted(Comparator.comparing(
                                (ReleasePolicy policy) -> policy.getMetadata().getNamespace())
                        .thenComparing(policy -> policy.getMetadata().getName()))
                .toList();
    }

    /** The policy of that name. */
    public ReleasePolicy policy(String name) {
        ReleasePolicy policy = client.resources(ReleasePolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (policy != null) {
            return policy;
        }
        List<String> others = policies(false).stream()
                .map(other -> other.getMetadata().getName())
                .toList();
        throw new CommandException("there is no policy " + name + " in namespace " + namespace
                + (others.isEmpty()
                        ? ", nor any other; -n NAMESPACE looks elsewhere, `sluice get -A` everywhere"
                        : "; there are " + String.join(", ", others)));
    }

    /** Releases of a policy, newest first. */
    public List<Release> releases(String policy) {
        return client
                .resources(Release.class)
                .inNamespace(namespace)
                .withLabel(Release.POLICY_LABEL, policy)
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(Cluster::revision).reversed())
                .toList();
    }

    private static int revision(Release release) {
        return release.getSpec().revision == null ? 0 : release.getSpec().revision;
    }

    /** A release as it is now. */
    public Optional<Release> release(String name) {
        return Optional.ofNullable(client.resources(Release.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** Changes a release by a JSON merge patch. */
    public void patchRelease(String name, String patch) {
        client.resources(Release.class).inNamespace(namespace).withName(name).patch(MERGE, patch);
    }

    public Optional<Deployment> deployment(String name) {
        return Optional.ofNullable(client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** The copy of a Deployment's stable version that runs beside its candidate. */
    public Optional<Deployment> baseline(String workload) {
        return deployment(workload + "-baseline")
                .filter(found ->
                        "baseline".equals(found.getMetadata().getLabels().get(ROLE)));
    }

    /** The pod template that a Deployment has now. */
    public Optional<PodTemplate> template(String deployment) {
        return Optional.ofNullable(client.genericKubernetesResources("apps/v1", "Deployment")
                        .inNamespace(namespace)
                        .withName(deployment)
                        .get())
                .map(found -> found.getAdditionalProperties().get("spec"))
                .map(PodTemplate::ofSpec);
    }

    /** Changes a Deployment by a JSON merge patch. */
    public void patchDeployment(String name, String patch) {
        client.apps().deployments().inNamespace(namespace).withName(name).patch(MERGE, patch);
    }

    /** An annotation of a Deployment in any namespace. */
    public Optional<String> annotation(String namespace, String deployment, String key) {
        return Optional.ofNullable(client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(deployment)
                        .get())
                .map(found -> found.getMetadata().getAnnotations().get(key));
    }

    /** Pods that a Deployment selects, by name. A baseline's carry the stable pods' labels too, and are its own only. */
    public List<Pod> pods(Deployment deployment) {
        String role = deployment.getSpec().getSelector().getMatchLabels().get(ROLE);
        return client
                .pods()
                .inNamespace(namespace)
                .withLabelSelector(deployment.getSpec().getSelector())
                .list()
                .getItems()
                .stream()
                .filter(pod ->
                        Objects.equals(role, pod.getMetadata().getLabels().get(ROLE)))
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** What the operator asks for counters, with the credentials that this user may read. */
    public MetricSource metrics() {
        return MetricSources.prometheus(client, Clock.systemUTC());
    }

    /** Asks for a policy's deletion; it is gone when its Deployment has been let go. */
    public void delete(ReleasePolicy policy) {
        client.resource(policy).delete();
    }

    @Override
    public void close() {
        client.close();
    }
}
