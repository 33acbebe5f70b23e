package dev.sluice.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelatedObjectsTest {
    private static final String POLICY = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: checkout, namespace: shop}
            spec:
              workload: {name: checkout}
              traffic:
                service: checkout
                istio: {}
            """;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: checkout, namespace: shop}
            spec:
              selector: {matchLabels: {app: checkout}}
              template:
                metadata: {labels: {app: checkout, tier: web}}
            """;
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: checkout, namespace: shop}
            spec: {selector: {app: checkout}, ports: [{port: 80}]}
            """;
    private static final String VIRTUAL_SERVICE = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: checkout, namespace: shop}
            spec:
              hosts: [checkout]
              http:
              - name: beta
                route: [{destination: {host: checkout-beta}}]
              - name: primary
                route: [{destination: {host: checkout.shop.svc.cluster.local}}]
            """;

    @Test
    void objects_that_belong_together_pass() {
        assertThat(lint(POLICY, DEPLOYMENT, SERVICE, VIRTUAL_SERVICE)).isEmpty();
    }

    @Test
    void a_service_that_selects_other_pods_is_found() {
        assertThat(lint(POLICY, DEPLOYMENT, SERVICE.replace("app: checkout", "app: web"), VIRTUAL_SERVICE))
                .containsExactly("app.yaml:7: spec.traffic.service: Service checkout (app.yaml:18) does not select the"
                        + " pods of Deployment checkout: it asks for {app=web}, they have {app=checkout, tier=web};"
                        + " make the Service's selector match the pod labels");
    }

    @Test
    void a_service_without_a_selector_is_found() {
        assertThat(lint(POLICY, DEPLOYMENT, SERVICE.replace("selector: {app: checkout}, ", "")))
                .containsExactly("app.yaml:7: spec.traffic.service: Service checkout (app.yaml:18) has no selector,"
                        + " so it selects no pods; give it the labels of the pods");
    }

    @Test
    void pods_that_no_label_can_tell_apart_are_found() {
        assertThat(lint(POLICY, DEPLOYMENT, SERVICE.replace("app: checkout", "tier: web")))
                .containsExactly("app.yaml:7: spec.traffic.service: no label is in the selector of Deployment checkout"
                        + " [app] and of every Service that selects its pods [checkout], so candidate pods could not"
                        + " be told apart; put one label of the Deployment's selector into each of these Services'"
                        + " selectors");
    }

    @Test
    void a_virtual_service_that_leads_elsewhere_is_found() {
        assertThat(lint(POLICY, VIRTUAL_SERVICE.replace("checkout.shop.svc", "checkout.other.svc")))
                .containsExactly("app.yaml:8: spec.traffic.istio: no HTTP route of VirtualService checkout"
                        + " (app.yaml:10) leads to Service checkout, but to [checkout-beta,"
                        + " checkout.other.svc.cluster.local]; name the VirtualService or the Service that belong"
                        + " together");
    }

    @Test
    void every_form_of_the_services_host_leads_to_it() {
        for (String host : List.of("checkout", "checkout.shop", "checkout.shop.svc", "checkout.shop.svc.corp.local")) {
            String virtualService = VIRTUAL_SERVICE.replace("checkout.shop.svc.cluster.local", host);

            assertThat(lint(POLICY, virtualService)).as(host).isEmpty();
        }
    }

    @Test
    void a_route_that_is_named_must_be_there_and_lead_to_the_service() {
        String named = POLICY.replace("istio: {}", "istio: {routes: [primary, beta, gamma]}");

        assertThat(lint(named, VIRTUAL_SERVICE))
                .containsExactly(
                        "app.yaml:8: spec.traffic.istio.routes[1]: route 'beta' of VirtualService checkout"
                                + " (app.yaml:10) does not lead to Service checkout;"
                                + " remove it from routes, or add the destination to the route",
                        "app.yaml:8: spec.traffic.istio.routes[2]: VirtualService checkout (app.yaml:10) has no HTTP"
                                + " route 'gamma'; write names among [beta, primary], or remove routes to edit every"
                                + " route");
    }

    @Test
    void a_virtual_service_without_http_routes_is_found() {
        String tcp = VIRTUAL_SERVICE.replaceFirst("(?s)  http:.*", "  tcp: [{}]\n");

        assertThat(lint(POLICY, tcp))
                .containsExactly("app.yaml:8: spec.traffic.istio: VirtualService checkout (app.yaml:10) has no HTTP"
                        + " routes; give it one that leads to the Service");
    }

    @Test
    void patches_and_objects_of_other_namespaces_are_left_alone() {
        assertThat(lint(POLICY, DEPLOYMENT.replaceFirst("  selector.*\n", ""), SERVICE.replace("app: c", "app: x")))
                .isEmpty();
        assertThat(lint(POLICY, DEPLOYMENT, SERVICE.replace("app: c", "app: x").replace("shop", "test")))
                .isEmpty();
        assertThat(lint(POLICY, VIRTUAL_SERVICE.replace("hosts", "exportTo").replace("checkout.shop", "x")))
                .isEmpty();
    }

    @Test
    void of_several_variants_the_nearest_counts() {
        String other = SERVICE.replace("app: checkout", "app: other");
        List<Source> sources = List.of(
                new Source("prod/policy.yaml", POLICY),
                new Source("prod/app.yaml", DEPLOYMENT + "---\n" + SERVICE),
                new Source("test/app.yaml", DEPLOYMENT + "---\n" + other));

        assertThat(Linter.lint(sources).findings()).isEmpty();
    }

    private static List<String> lint(String... documents) {
        String text = Stream.of(documents).collect(Collectors.joining("---\n"));
        return Linter.lint(List.of(new Source("app.yaml", text))).findings().stream()
                .map(Finding::toString)
                .collect(Collectors.toList());
    }
}
