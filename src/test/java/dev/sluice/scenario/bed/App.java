package dev.sluice.scenario.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentFluent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service as a team runs it: Deployment, Service, VirtualService and, once governed, a policy, all of one name. */
public final class App implements AutoCloseable {

    static final ResourceDefinitionContext POLICY = Releases.kind("ReleasePolicy", "releasepolicies");

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String policyName;
    private @Nullable Routes routes;
    private @Nullable Releases releases;

    private App(Cluster cluster, String namespace, String name, String policyName) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
        this.name = name;
        this.policyName = policyName;
    }

    /** Applies the app's objects and doesn't wait. */
    public static App applied(Cluster cluster, String namespace, String name, Build build, String manifest) {
        App app = new App(cluster, namespace, name, name);
        app.apply(Manifests.filled(manifest, Manifests.names(namespace, name, build)));
        return app;
    }

    /** Waits until all its pods serve through the mesh. */
    public App serving() {
        awaitRolledOut();
        cluster.awaitReachable(host());
        routes();
        return this;
    }

    /** The same app, looked at through a policy of another name. */
    public App withPolicyNamed(String other) {
        return new App(cluster, namespace, name, other);
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    /** The Service's full name, which clients call. */
    public String host() {
        return name + "." + namespace + ".svc.cluster.local";
    }

    /** Its VirtualService, watched from the first time it is asked for. */
    public synchronized Routes routes() {
        if (routes == null) {
            routes = new Routes(client, namespace, name);
        }
        return routes;
    }

    /** Its releases, watched from the first time they are asked for. */
    public synchronized Releases releases() {
        if (releases == null) {
            releases = new Releases(client, namespace, policyName);
        }
        return releases;
    }

    /** Whether it had a policy, so that there may be releases to tell of. */
    public synchronized boolean isGoverned() {
        return releases != null;
    }

    public RollableScalableResource<Deployment> deployment() {
        return client.apps().deployments().inNamespace(namespace).withName(name);
    }

    public Resource<GenericKubernetesResource> policy() {
        return client.genericKubernetesResources(POLICY).inNamespace(namespace).withName(policyName);
    }

    /** Applies a policy and waits until it takes care of the Deployment. */
    public App governedBy(Policy policy) {
        return governedBy(policy, cluster.prometheus());
    }

    public App governedBy(Policy policy, String prometheus) {
        releases();
        applyPolicy(policy, prometheus);
        awaitAtRest();
        return this;
    }

    /** Applies a policy, whatever it says. */
    public void applyPolicy(Policy policy, String prometheus) {
        cluster.operator().start();
        client.resource(policy.resource(this, policyName, prometheus)).createOr(NonDeletingOperation::update);
    }

    /** Applies a policy as kubectl does: fields that the schema doesn't know are refused. */
    public void applyPolicyStrictly(Policy policy) {
        client.resource(policy.resource(this, policyName, cluster.prometheus()))
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create();
    }

    /** Waits until the policy is ready, no release runs and the Deployment is held. */
    public void awaitAtRest() {
        await("policy " + policyName + " to be ready")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    assertThat(policyPhase()).isEqualTo("Ready");
                    assertThat(isHeld()).as("Deployment is held").isTrue();
                });
    }

    public String policyPhase() {
        return Objects.toString(policy().require().get("status", "phase"), "");
    }

    /** A condition of the policy as "status reason: message"; empty while there is none of that type. */
    public String condition(String type) {
        GenericKubernetesResource now = policy().get();
        return now != null && now.get("status", "conditions") instanceof List<?> conditions
                ? conditions.stream()
                        .filter(Map.class::isInstance)
                        .map(condition -> (Map<?, ?>) condition)
                        .filter(condition -> type.equals(condition.get("type")))
                        .map(condition -> condition.get("status") + " " + condition.get("reason") + ": "
                                + condition.get("message"))
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** Events about the policy and its releases, as "type reason: message". */
    public List<String> events() {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> isAboutPolicy(event.getInvolvedObject()))
                .map(App::text)
                .toList();
    }

    /** Brings another build into the Deployment's template, as {@code kubectl set image} and {@code set env} would. */
    public void change(Build build) {
        edit(spec -> spec.editTemplate()
                .editSpec()
                .editFirstContainer()
                .withImage(build.image())
                .withEnv(Manifests.env(build))
                .endContainer()
                .endSpec()
                .endTemplate());
    }

    public void scale(int replicas) {
        Writes.untilDone(() -> deployment().scale(replicas));
    }

    public void setHeld(boolean held) {
        edit(spec -> spec.withPaused(held));
    }

    public boolean isHeld() {
        return Boolean.TRUE.equals(deployment().require().getSpec().getPaused());
    }

    /** Versions of the Deployment's own pods that are not on their way out, each with its number. */
    public Map<String, Long> versions() {
        return pods(name).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .collect(Collectors.groupingBy(pod -> version(pod.getSpec()), Collectors.counting()));
    }

    /** Version that the Deployment's template asks for, whether it serves or not. */
    public String templateVersion() {
        return version(deployment().require().getSpec().getTemplate().getSpec());
    }

    /** Names of the Deployment's pods; they change when it rolls. */
    public List<String> podNames() {
        return pods(name).stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }

    /**
     * Makes the pods of every version behave otherwise from now on, all at the same moment; those that do already are
     * left alone, so it may be said again for pods that came meanwhile.
     *
     * @param setting name of a pod's setting (see the test bed's list)
     */
    public void disturb(String setting, String value) {
        String annotation = "podsim.sluice.dev/" + setting;
        Stream.concat(pods(name).stream(), candidatePods().stream())
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> !value.equals(pod.getMetadata().getAnnotations().get(annotation)))
                .parallel()
                .forEach(pod -> Writes.untilDone(() -> annotate(pod, annotation, value)));
    }

    public List<Pod> candidatePods() {
        return pods(name + "-canary");
    }

    /** Whether nothing of a candidate is left: no Deployment, Service or pod. */
    public boolean isCandidateGone() {
        return client.apps()
                                .deployments()
                                .inNamespace(namespace)
                                .withName(name + "-canary")
                                .get()
                        == null
                && client.services()
                                .inNamespace(namespace)
                                .withName(name + "-canary")
                                .get()
                        == null
                && candidatePods().isEmpty();
    }

    public void awaitRolledOut() {
        await("Deployment " + name + " to be rolled out").atMost(SOON).until(() -> {
            Deployment now = deployment().require();
            int ready = Optional.ofNullable(now.getStatus().getReadyReplicas()).orElse(0);
            return ready == now.getSpec().getReplicas();
        });
    }

    @Override
    public void close() {
        if (routes != null) {
            routes.close();
        }
        if (releases != null) {
            releases.close();
        }
    }

    private void apply(String manifest) {
        client.load(Manifests.stream(manifest))
                .items()
                .forEach(object -> Writes.untilDone(
                        () -> client.resource(object).inNamespace(namespace).createOr(NonDeletingOperation::update)));
    }

    private void edit(UnaryOperator<DeploymentFluent<DeploymentBuilder>.SpecNested<DeploymentBuilder>> change) {
        Writes.untilDone(() -> deployment()
                .edit(deployment ->
                        change.apply(deployment.edit().editSpec()).endSpec().build()));
    }

    private List<Pod> pods(String owner) {
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(reference -> reference.getName().matches(owner + "-[a-z0-9]+")))
                .toList();
    }

    private void annotate(Pod pod, String annotation, String value) {
        try {
            client.resource(pod)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value));
        } catch (KubernetesClientException e) {
            boolean isGone = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
            if (!isGone) {
                throw e;
            }
        }
    }

    private static String version(PodSpec spec) {
        String image = spec.getContainers().get(0).getImage();
        return image.substring(image.lastIndexOf(':') + 1);
    }

    private boolean isAboutPolicy(ObjectReference object) {
        return policyName.equals(object.getName()) && "ReleasePolicy".equals(object.getKind())
                || object.getName().matches(policyName + "-\\d+") && "Release".equals(object.getKind());
    }

    private static String text(Event event) {
        return event.getType() + " " + event.getReason() + ": " + event.getMessage();
    }
}
