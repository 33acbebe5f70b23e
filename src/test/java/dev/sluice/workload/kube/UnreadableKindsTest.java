package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.tree.Yaml;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not allowed, or fails, while warnings are looked for. */
class UnreadableKindsTest {
    private static final String NETWORK_POLICIES = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies";

    private final Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), responses, new KubernetesMixedDispatcher(responses), false);
    private final WorkloadTarget target =
            new WorkloadTarget("shop", "checkout", "checkout", "checkout-canary", "checkout", "uid");

    @BeforeEach
    void start() {
        server.init();
    }

    @AfterEach
    void stop() {
        server.destroy();
    }

    private void answer(int code) {
        server.expect().get().withPath(NETWORK_POLICIES).andReturn(code, "").always();
    }

    private void apply(KubernetesClient client, String yaml) {
        client.resource(Yaml.tree(yaml).toString()).inNamespace("shop").create();
    }

    @Test
    void a_kind_that_may_not_be_read_counts_for_nothing_and_the_others_count() throws Exception {
        answer(HttpURLConnection.HTTP_FORBIDDEN);
        try (KubernetesClient client = server.createClient()) {
            apply(client, Shop.DEPLOYMENT);
            apply(client, Shop.SERVICE);
            apply(
                    client,
                    "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: checkout}, "
                            + "spec: {minAvailable: 1, selector: {matchLabels: {app: checkout}}}}");

            assertThat(new DeploymentGateway(client).warnings(target))
                    .singleElement()
                    .asString()
                    .startsWith("PodDisruptionBudget ");
        }
    }

    @Test
    void what_could_not_be_read_just_now_is_asked_again() throws Exception {
        answer(HttpURLConnection.HTTP_CLIENT_TIMEOUT);
        try (KubernetesClient client = server.createClient()) {
            apply(client, Shop.DEPLOYMENT);
            apply(client, Shop.SERVICE);
            WorkloadGateway gateway = new DeploymentGateway(client);

            assertThat(Shop.refusal(() -> gateway.warnings(target))).isEqualTo(PortException.Kind.TRANSIENT);
        }
    }
}
