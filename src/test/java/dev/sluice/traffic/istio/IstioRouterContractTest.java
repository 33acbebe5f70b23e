package dev.sluice.traffic.istio;

import static dev.sluice.traffic.istio.IstioKind.DESTINATION_RULE;
import static dev.sluice.traffic.istio.IstioKind.VIRTUAL_SERVICE;

import dev.sluice.core.port.TrafficRouter;
import dev.sluice.core.port.TrafficRouterContract;
import dev.sluice.core.traffic.Weights;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract over an API server in memory, with a mirrored DestinationRule along. */
class IstioRouterContractTest extends TrafficRouterContract {

    private static final FakeApiServer SERVER = new FakeApiServer();

    private final IstioRouter router = new IstioRouter(SERVER.client());
    private final IstioWorld world = new IstioWorld(SERVER.client(), "shop", "v1");

    @BeforeEach
    void start() {
        world.delete(VIRTUAL_SERVICE, "checkout");
        world.names(DESTINATION_RULE).forEach(name -> world.delete(DESTINATION_RULE, name));
        world.apply("""
                kind: DestinationRule
                apiVersion: networking.istio.io/v1
                metadata: {name: checkout, namespace: shop}
                spec: {host: checkout, trafficPolicy: {connectionPool: {http: {http2MaxRequests: 100}}}}
                """);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
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
                metadata: {name: checkout, namespace: shop}
                spec: {hosts: [checkout], http: [{route: [{destination: {host: checkout}}]}]}
                """);
    }

    @Override
    protected void routeLeadsElsewhere() {
        world.apply("""
                kind: VirtualService
                apiVersion: networking.istio.io/v1
                metadata: {name: checkout, namespace: shop}
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
