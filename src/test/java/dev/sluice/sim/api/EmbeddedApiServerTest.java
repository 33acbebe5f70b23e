package dev.sluice.sim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sim.FakeClock;
import dev.sluice.sim.store.ObjectStore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedApiServerTest {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final FakeClock clock = new FakeClock();
    private final ObjectStore store = new ObjectStore(clock, new SplittableRandom(5));
    private final EmbeddedApiServer server = EmbeddedApiServer.start(store, clock, 0);
    private final KubernetesClient client = server.client();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Resource<GenericKubernetesResource> policy(String name) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("sluice.dev")
                        .withVersion("v1alpha1")
                        .withKind("ReleasePolicy")
                        .withPlural("releasepolicies")
                        .withNamespaced(true)
                        .build())
                .inNamespace("shop")
                .withName(name);
    }

    private GenericKubernetesResource createPolicy(String name) {
        return client.resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("sluice.dev/v1alpha1")
                        .withKind("ReleasePolicy")
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName(name)
                        .endMetadata()
                        .addToAdditionalProperties("spec", Map.of("x", 1))
                        .build())
                .create();
    }

    private static ConfigMap configMap(String name, String app) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName(name)
                .addToLabels("app", app)
                .endMetadata()
                .build();
    }

    @Test
    void typed_objects_are_created_read_listed_and_deleted() {
        client.resource(configMap("a", "web")).create();
        client.resource(configMap("b", "api")).create();
        assertThat(client.configMaps()
                        .inNamespace("shop")
                        .withName("a")
                        .get()
                        .getMetadata()
                        .getUid())
                .isNotEmpty();
        assertThat(client.configMaps()
                        .inAnyNamespace()
                        .withLabelIn("app", "web", "db")
                        .list()
                        .getItems())
                .hasSize(1);
        client.configMaps().inNamespace("shop").withName("a").delete();
        assertThat(client.configMaps().inNamespace("shop").withName("a").get()).isNull();
        assertThat(client.configMaps().inNamespace("shop").list().getItems()).hasSize(1);
    }

    @Test
    void a_merge_patch_with_an_old_resource_version_answers_409() {
        String old = createPolicy("web").getMetadata().getResourceVersion();
        policy("web").patch(MERGE, "{\"spec\":{\"x\":2}}");
        assertThatThrownBy(() -> policy("web")
                        .patch(MERGE, "{\"metadata\":{\"resourceVersion\":\"" + old + "\"},\"spec\":{\"x\":3}}"))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void the_status_is_a_subresource_of_its_own() {
        createPolicy("web");
        policy("web").subresource("status").patch(MERGE, "{\"spec\":{\"x\":9},\"status\":{\"phase\":\"Pending\"}}");
        GenericKubernetesResource after =
                policy("web").patch(MERGE, "{\"spec\":{\"y\":2},\"status\":{\"phase\":\"Wrong\"}}");
        assertThat(after.<Map<String, Object>>get("spec")).isEqualTo(Map.of("x", 1, "y", 2));
        assertThat(after.<Map<String, Object>>get("status")).isEqualTo(Map.of("phase", "Pending"));
        assertThat(after.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void an_edit_from_what_was_read_is_locked_by_its_version() {
        createPolicy("web");
        GenericKubernetesResource read = policy("web").get();
        policy("web").patch(MERGE, "{\"spec\":{\"x\":2}}");
        read.getMetadata().setLabels(Map.of("late", "yes"));
        assertThatThrownBy(() -> client.resource(read).lockResourceVersion().update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void an_informer_sees_what_is_there_and_what_comes() throws InterruptedException {
        client.resource(configMap("old", "web")).create();
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (var informer =
                client.configMaps().inNamespace("shop").withLabel("app", "web").inform(recorder(seen))) {
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("+old");
            client.resource(configMap("new", "web")).create();
            client.resource(configMap("other", "api")).create();
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("+new");
            client.configMaps()
                    .inNamespace("shop")
                    .withName("new")
                    .patch(MERGE, "{\"metadata\":{\"labels\":{\"app\":\"api\"}}}");
            assertThat(seen.poll(20, TimeUnit.SECONDS))
                    .as("it left the selection")
                    .isEqualTo("-new");
            client.configMaps().inNamespace("shop").withName("old").patch(MERGE, "{\"data\":{\"a\":\"b\"}}");
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("~old");
            assertThat(informer.isWatching()).isTrue();
        }
    }

    private static ResourceEventHandler<ConfigMap> recorder(BlockingQueue<String> seen) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap object) {
                seen.add("+" + object.getMetadata().getName());
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap after) {
                seen.add("~" + after.getMetadata().getName());
            }

            @Override
            public void onDelete(ConfigMap object, boolean unknown) {
                seen.add("-" + object.getMetadata().getName());
            }
        };
    }

    @Test
    void a_watch_over_plain_http_streams_and_ends_in_time() throws IOException, InterruptedException {
        client.resource(configMap("a", "web")).create();
        String body = get("/api/v1/namespaces/shop/configmaps?watch=true&timeoutSeconds=1", "application/json");
        assertThat(body).contains("\"type\":\"ADDED\"").contains("\"name\":\"a\"");
    }

    @Test
    void a_table_has_the_columns_of_its_kind() throws IOException, InterruptedException {
        createPolicy("web");
        policy("web").subresource("status").patch(MERGE, "{\"status\":{\"phase\":\"Pending\"}}");
        String body = get("/apis/sluice.dev/v1alpha1/releasepolicies", "application/json;as=Table;v=v1;g=meta.k8s.io");
        assertThat(body).contains("\"kind\":\"Table\"").contains("\"cells\":[\"web\",");
    }

    private String get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void deployments_can_be_scaled_and_patched_as_kubectl_does() {
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("web")
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", "web")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "web")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("main")
                        .withImage("web:v1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        var web = client.apps().deployments().inNamespace("shop").withName("web");
        web.scale(7);
        web.patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"web:v2\"}]}}}}");
        assertThat(web.get().getSpec().getReplicas()).isEqualTo(7);
        assertThat(web.get().getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getImage()).isEqualTo("web:v2"));
        assertThat(web.get().getSpec().getProgressDeadlineSeconds()).isEqualTo(600);
    }

    @Test
    void leader_election_finds_its_permissions_and_kinds_are_discovered() {
        var review = client.resource(new SelfSubjectRulesReviewBuilder()
                        .withNewSpec()
                        .withNamespace("shop")
                        .endSpec()
                        .build())
                .create();
        assertThat(review.getStatus().getResourceRules().get(0).getVerbs()).isEqualTo(List.of("*"));
        assertThat(client.hasApiGroup("sluice.dev", true)).isTrue();
        assertThat(client.getKubernetesVersion().getMajor()).isEqualTo("1");
        assertThat(client.supports("networking.istio.io/v1", "VirtualService")).isTrue();
    }

    @Test
    void a_refusal_reads_like_that_of_a_real_api_server() {
        assertThatThrownBy(() -> policy("absent").patch(MERGE, "{}"))
                .hasMessageContaining("releasepolicies.sluice.dev \"absent\" not found");
        createPolicy("web");
        assertThatThrownBy(() -> createPolicy("web")).isInstanceOfSatisfying(KubernetesClientException.class, e -> {
            assertThat(e.getCode()).isEqualTo(409);
            assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
        });
    }

    @Test
    void a_taken_port_is_named() {
        assertThatThrownBy(() -> EmbeddedApiServer.start(store, clock, server.port()))
                .hasMessageContaining("127.0.0.1:" + server.port());
    }
}
