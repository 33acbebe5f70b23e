package dev.sluice.traffic.istio;

import static dev.sluice.traffic.istio.IstioKind.DESTINATION_RULE;
import static dev.sluice.traffic.istio.IstioKind.VIRTUAL_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.TrafficRouter;
import dev.sluice.core.port.TrafficRouterContract;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.Weights;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on a real API server with Istio's schemas and webhook, which refuse what they do not like. */
@Tag("real-cluster")
class IstioRouterIT extends TrafficRouterContract {

    private static final String NAMESPACE = "istio-router-test";
    private static KubernetesClient client;

    private final IstioRouter router = new IstioRouter(client);
    private final IstioWorld world = new IstioWorld(client, NAMESPACE, "v1");

    @BeforeAll
    static void makeNamespace() {
        client = new KubernetesClientBuilder().build();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .createOr(present -> present.patch());
    }

    @AfterAll
    static void deleteNamespace() {
        client.namespaces().withName(NAMESPACE).delete();
        client.close();
    }

    @BeforeEach
    void startWithARuleOnly() {
        world.delete(VIRTUAL_SERVICE, "checkout");
        world.names(DESTINATION_RULE).forEach(name -> world.delete(DESTINATION_RULE, name));
        world.apply("""
                kind: DestinationRule
                apiVersion: networking.istio.io/v1
                metadata: {name: policy}
                spec:
                  host: checkout
                  trafficPolicy: {connectionPool: {http: {http2MaxRequests: 100}}}
                  subsets: [{name: v1, labels: {version: v1}}]
                """);
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.traffic.istio.IstioRendererTest#rendered")
    void istio_takes_what_is_rendered_and_the_original_comes_back(Path file) throws PortException {
        var golden = Yaml.parse(Yaml.text(Yaml.read(file)).replace("checkout.shop", "checkout." + NAMESPACE));
        var before = Tree.map(Tree.map(golden.get("before")).get("spec"));
        before.putIfAbsent("hosts", List.of("checkout"));
        world.apply(Yaml.text(Map.of(
                "kind",
                "VirtualService",
                "apiVersion",
                "networking.istio.io/v1",
                "metadata",
                Map.of("name", "checkout"),
                "spec",
                before)));
        String content = world.content();
        List<String> routes =
                Tree.list(golden.get("routes")).stream().map(Object::toString).toList();
        TrafficTarget target = new TrafficTarget(NAMESPACE, "checkout", "checkout-canary", "checkout", routes);

        for (int percent : new int[] {1, 10, 50, 99, 100, (Integer) golden.get("weight")}) {
            Weights weights = new Weights(percent);
            router.shift(target, weights, router.view(target, weights).version());
            assertThat(router.view(target, weights).configured()).isEqualTo(weights);
        }
        router.clear(target);

        assertThat(world.content()).isEqualTo(content);
    }

    @Test
    void what_sluice_writes_is_under_its_name() throws PortException {
        routeLeadsToTheService();
        router.shift(
                target(), new Weights(10), router.view(target(), Weights.STABLE).version());

        assertThat(world.get(VIRTUAL_SERVICE, "checkout").getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .contains("sluice");
    }

    @Test
    void what_istio_refuses_is_rejected_with_its_words() throws PortException {
        routeLeadsToTheService();
        TrafficTarget nameless = new TrafficTarget(NAMESPACE, "checkout", "checkout_canary", "checkout", List.of());
        String before = world.stored();

        PortException failure = catchThrowableOfType(
                PortException.class,
                () -> router.shift(
                        nameless,
                        new Weights(10),
                        router.view(nameless, Weights.STABLE).version()));

        assertThat(failure.kind()).isEqualTo(PortException.Kind.REJECTED);
        assertThat(failure).hasMessageContaining("checkout_canary");
        assertThat(world.stored()).isEqualTo(before);
    }

    @Override
    protected TrafficTarget target() {
        return targetIn(NAMESPACE);
    }

    @Override
    protected TrafficRouter router() {
        return router;
    }

    @Override
    protected void routeLeadsToTheService() {
        world.apply("""
                kind: VirtualService
                apiVersion: networking.istio.io/v1
                metadata: {name: checkout}
                spec: {hosts: [checkout], http: [{route: [{destination: {host: checkout}}]}]}
                """);
    }

    @Override
    protected void routeLeadsElsewhere() {
        world.apply("""
                kind: VirtualService
                apiVersion: networking.istio.io/v1
                metadata: {name: checkout}
                spec: {hosts: [checkout], http: [{route: [{destination: {host: legacy}}]}]}
                """);
    }

    @Override
    protected void routeIsDeleted() {
        world.delete(VIRTUAL_SERVICE, "checkout");
    }

    @Override
    protected void somebodyWrites(Weights weights) {
        world.edit(VIRTUAL_SERVICE, "checkout", spec -> """
                hosts: [checkout]
                http:
                - route:
                  - {destination: {host: checkout}, weight: %d}
                  - {destination: {host: checkout-canary}, weight: %d}
                """.formatted(weights.stable(), weights.candidate()));
    }

    @Override
    protected String stored() {
        return world.stored();
    }

    @Override
    protected String content() {
        return world.content();
    }
}
