package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.core.port.PortException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;

/** The API server that KUBECONFIG names, with a fresh namespace. */
final class RealCluster implements Cluster {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KubernetesClient client = new KubernetesClientBuilder().build();
    private final String namespace;

    RealCluster() {
        assertThat(System.getenv("KUBECONFIG"))
                .as("KUBECONFIG: start the test bed and take its environment")
                .isNotNull();
        namespace = client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("kube-gateway-test-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public void eventually(Check assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(PortException.class)
                .untilAsserted(assertion::run);
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
