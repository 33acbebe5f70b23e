package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.workload.kube.tree.Yaml;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway calls a template another one exactly when the real Deployment controller makes a ReplicaSet for it. */
@Tag("real-cluster")
class TemplateComparisonRealIT {
    private RealCluster cluster;
    private Shop shop;
    private WorkloadGateway gateway;

    @BeforeEach
    void openShop() {
        cluster = new RealCluster();
        shop = new Shop(cluster);
        gateway = new DeploymentGateway(cluster.client());
        shop.apply(Shop.DEPLOYMENT.replace("replicas: 2", "replicas: 0"));
    }

    @AfterEach
    void closeShop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{metadata: {annotations: {a: b}}}",
                "{metadata: {labels: {pod-template-hash: abc}}}",
                "{metadata: {annotations: {}}}",
                "{spec: {nodeSelector: {}}}",
                "{spec: {tolerations: []}}",
                "{spec: {hostNetwork: false}}",
                "{spec: {automountServiceAccountToken: false}}",
                "{spec: {securityContext: {}}}",
                "{spec: {affinity: {}}}",
                "{spec: {dnsConfig: {}}}",
                "{spec: {volumes: [{name: a}]}}",
                "{spec: {overhead: {}}}",
                "{spec: {containers: [{name: app, image: 'example.com/checkout:v1'}]}}",
                "{spec: {containers: [{name: app, image: 'example.com/checkout:v1', resources: {limits: {}}, "
                        + "env: [{name: COLOUR, value: blue}], ports: [{containerPort: 8080}]}]}}",
                "{spec: {containers: [{name: app, image: 'example.com/checkout:v1', "
                        + "resources: {requests: {cpu: '0.1'}}, env: [{name: COLOUR, value: blue}], "
                        + "ports: [{containerPort: 8080}]}]}}",
                "{spec: {containers: [{name: app, image: 'example.com/checkout:v1', securityContext: {}, "
                        + "resources: {requests: {cpu: 100m}}, env: [{name: COLOUR, value: blue}], "
                        + "ports: [{containerPort: 8080}]}]}}",
                "{spec: {containers: [{name: app, image: 'example.com/checkout:v1', envFrom: [], command: [], "
                        + "resources: {requests: {cpu: 100m}}, env: [{name: COLOUR, value: blue}], "
                        + "ports: [{containerPort: 8080}]}]}}"
            })
    void a_change_is_one_exactly_if_the_controller_makes_a_replica_set_for_it(String patch) throws Exception {
        cluster.eventually(() -> assertThat(replicaSets()).isEqualTo(1));
        KnownTemplates record = Shop.serving(gateway.view(shop.target, KnownTemplates.NONE));

        cluster.client()
                .apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withName("checkout")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Yaml.tree("{spec: {template: " + patch + "}}").toString());

        cluster.eventually(() -> {
            var live = shop.deployment("checkout");
            assertThat(live.getStatus().getObservedGeneration())
                    .isEqualTo(live.getMetadata().getGeneration());
        });
        TemplateState state = gateway.view(shop.target, record).deployment().templateState();
        assertThat(state == TemplateState.SERVING)
                .as("%s is %s, and there are %d ReplicaSets", patch, state, replicaSets())
                .isEqualTo(replicaSets() == 1);
        assertThat(gateway.view(shop.target, record).roll().newUid()).isNotEmpty();
    }

    private int replicaSets() {
        return cluster.client()
                .apps()
                .replicaSets()
                .inNamespace(cluster.namespace())
                .list()
                .getItems()
                .size();
    }
}
