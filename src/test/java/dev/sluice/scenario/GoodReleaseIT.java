package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.scenario.bed.Answers;
import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Demand;
import dev.sluice.scenario.bed.Manifests;
import dev.sluice.scenario.bed.Moment;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A good release costs its users nothing at any moment: start, every shift, promotion, the way home, tidying up. */
@RealCluster
class GoodReleaseIT {

    private static final String BUSY_VIRTUAL_SERVICE = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: @APP@
              labels: {team: shop}
              annotations: {example.com/owner: "shop <shop@example.com>"}
            spec:
              hosts: [@HOST@, shop.example.com]
              gateways: [mesh]
              exportTo: ["*"]
              http:
              - name: testers
                match: [{headers: {x-tester: {exact: "yes"}}}, {uri: {prefix: /beta}}]
                headers: {request: {set: {x-seen: "1"}}}
                retries: {attempts: 1, perTryTimeout: 2s, retryOn: connect-failure}
                route:
                - destination: {host: @APP@, port: {number: 80}}
                  weight: 100
                  headers: {response: {add: {x-route: testers}}}
              - name: elsewhere
                match: [{uri: {exact: /status}}]
                directResponse: {status: 204}
              - name: shared
                match: [{uri: {prefix: /shared}}]
                route:
                - destination: {host: @HOST@, port: {number: 80}}
                  weight: 70
                - destination: {host: other.@NS@.svc.cluster.local, port: {number: 80}}
                  weight: 30
              - name: everyone
                timeout: 15s
                corsPolicy: {allowOrigins: [{exact: "https://shop.example.com"}], allowMethods: [GET]}
                route:
                - destination: {host: @HOST@, port: {number: 80}}
            ---
            """;

    @Test
    void with_default_steps_it_reaches_everyone_and_no_request_fails(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1")).governedBy(Policy.byDefault());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 100);
        Claims.watchFor(Duration.ofSeconds(5));

        Instant changed = Instant.now();
        app.change(Build.of("v2"));
        Moment baking = app.releases().awaitPhase(1, "Baking");
        scenario.remark("95 %% after %d s".formatted(baking.since(changed).toSeconds()));
        Moment end = app.releases().awaitEnd(1);
        Claims.ended(end, "Succeeded");
        Claims.allAsBefore(app, routes, "v2");
        Claims.watchFor(Duration.ofSeconds(3));
        Answers answers = client.stop();

        Claims.noRequestFailed(answers);
        Claims.climbedThrough(app.routes().weights(), 2, 5, 14, 36, 95, 100);
        assertThat(app.releases().count()).isEqualTo(1);
        assertThat(baking.since(changed)).isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void a_virtual_service_with_many_routes_is_afterwards_what_it_was_but_for_what_people_changed(Scenario scenario) {
        scenario.app("other", Build.of("v1"));
        App app = scenario.app(
                        "checkout", Build.of("v1"), Manifests.DEPLOYMENT + Manifests.SERVICE + BUSY_VIRTUAL_SERVICE)
                .governedBy(Policy.paced());
        JsonNode before = app.routes().content();
        Traffic client = scenario.traffic(app, Demand.of(60).on(List.of("/", "/beta", "/shared")));

        app.change(Build.of("v2"));
        app.releases().awaitWeight(1, 50);
        waitForEveryone(app, "20s");
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");
        assertThat(app.routes().content().at("/spec/http/3/timeout").asText()).isEqualTo("20s");
        waitForEveryone(app, "15s");

        Claims.allAsBefore(app, before, "v2");
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void a_deployment_that_recreates_its_pods_is_promoted_without_a_gap(Scenario scenario) {
        App app = scenario.app(
                        "checkout",
                        Build.of("v1").slowToStart(),
                        Manifests.DEPLOYMENT.replace("replicas: 4", "replicas: 4\n  strategy: {type: Recreate}")
                                + Manifests.SERVICE
                                + Manifests.VIRTUAL_SERVICE)
                .governedBy(Policy.paced());
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 50);

        app.change(Build.of("v2").slowToStart());
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");

        Claims.allAsBefore(app, routes, "v2");
        Claims.watchFor(Duration.ofSeconds(2));
        Claims.noRequestFailed(client.stop());
    }

    @Test
    void one_at_a_fixed_pace_goes_on_while_it_is_quick_enough(Scenario scenario) {
        App app = scenario.app("checkout", Build.of("v1"))
                .governedBy(Policy.paced().atMost("300ms"));
        JsonNode routes = app.routes().content();
        Traffic client = scenario.traffic(app, 60);

        app.change(Build.of("v2").with("LATENCY_MS", "50"));
        Claims.ended(app.releases().awaitEnd(1), "Succeeded");

        Claims.allAsBefore(app, routes, "v2");
        Claims.noRequestFailed(client.stop());
    }

    private static void waitForEveryone(App app, String time) {
        app.routes().edit(spec -> ((ObjectNode) spec.at("/http/3")).put("timeout", time));
    }
}
