package dev.sluice.traffic.istio;

import static dev.sluice.traffic.istio.IstioKind.DESTINATION_RULE;
import static dev.sluice.traffic.istio.IstioKind.VIRTUAL_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.Weights;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IstioRouterTest {

    private static final TrafficTarget TARGET =
            new TrafficTarget("shop", "checkout", "checkout-canary", "checkout", List.of());
    private static final String ROOT = "/apis/networking.istio.io/v1/namespaces/shop/";
    private static final String ROUTE = ROOT + "virtualservices/checkout";
    private static final String RULES = ROOT + "destinationrules";
    private static final String MIRROR = RULES + "/checkout-canary-sluice";

    private final FakeApiServer server = new FakeApiServer();
    private final IstioWorld world = new IstioWorld(server.client(), "shop", "v1");
    private final IstioRouter router = new IstioRouter(server.client());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_rule_of_the_service_is_mirrored_before_the_first_weight_and_removed_after_the_last() throws PortException {
        givenRoute();
        givenRule("checkout");

        shift(10);
        router.clear(TARGET);

        assertThat(server.writes())
                .containsExactly("POST " + RULES, "PATCH " + ROUTE, "PATCH " + ROUTE, "DELETE " + MIRROR);
    }

    @Test
    void the_mirrored_rule_is_the_services_without_subsets() throws PortException {
        givenRoute();
        givenRule("checkout.shop.svc.cluster.local");

        shift(10);

        assertThat(world.spec(DESTINATION_RULE, "checkout-canary-sluice")).isEqualTo(Yaml.parse("""
                host: checkout-canary.shop.svc.cluster.local
                trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, outlierDetection: {consecutive5xxErrors: 5}}
                futureField: [1]
                """));
        assertThat(world.get(DESTINATION_RULE, "checkout-canary-sluice")
                        .getMetadata()
                        .getLabels())
                .isEqualTo(Map.of("app.kubernetes.io/managed-by", "sluice"));
    }

    @Test
    void the_mirrored_rule_follows_the_services_at_the_next_shift() throws PortException {
        givenRoute();
        givenRule("checkout");
        shift(10);
        world.edit(DESTINATION_RULE, "policy", spec -> "{host: checkout, trafficPolicy: {tls: {mode: SIMPLE}}}");

        shift(20);

        assertThat(world.spec(DESTINATION_RULE, "checkout-canary-sluice"))
                .isEqualTo(Yaml.parse("{host: checkout-canary, trafficPolicy: {tls: {mode: SIMPLE}}}"));
    }

    @Test
    void the_mirrored_rule_goes_when_the_services_goes() throws PortException {
        givenRoute();
        givenRule("checkout");
        shift(10);
        world.delete(DESTINATION_RULE, "policy");

        shift(20);

        assertThat(world.names(DESTINATION_RULE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'*.shop.svc.cluster.local'", "cart", "checkout.other.svc.cluster.local"})
    void a_rule_that_is_not_the_services_own_is_not_mirrored(String host) throws PortException {
        givenRoute();
        givenRule(host);

        shift(10);

        assertThat(world.names(DESTINATION_RULE)).containsExactly("policy");
    }

    @Test
    void two_rules_with_a_policy_for_the_service_are_refused_and_nothing_is_written() {
        givenRoute();
        givenRule("checkout");
        world.apply("""
                {kind: DestinationRule, apiVersion: networking.istio.io/v1, metadata: {name: another, namespace: shop},
                 spec: {host: checkout.shop, trafficPolicy: {tls: {mode: SIMPLE}}}}
                """);

        assertRefusedWithoutWrite(Kind.REJECTED, "DestinationRules another, policy in shop all set a traffic policy");
    }

    @Test
    void of_two_rules_the_one_with_a_policy_is_mirrored() throws PortException {
        givenRoute();
        world.apply("""
                {kind: DestinationRule, apiVersion: networking.istio.io/v1, metadata: {name: another, namespace: shop},
                 spec: {host: checkout, subsets: [{name: v1}]}}
                """);
        givenRule("checkout");

        shift(10);

        assertThat(world.spec(DESTINATION_RULE, "checkout-canary-sluice")).containsKey("trafficPolicy");
    }

    @Test
    void a_rule_of_another_owner_under_the_mirrors_name_is_refused_and_never_touched() throws PortException {
        givenRoute();
        givenRule("checkout");
        world.apply("""
                {kind: DestinationRule, apiVersion: networking.istio.io/v1, metadata: {name: checkout-canary-sluice, namespace: shop},
                 spec: {host: elsewhere}}
                """);
        String before = world.stored();

        assertRefusedWithoutWrite(Kind.REJECTED, "DestinationRule shop/checkout-canary-sluice: it is not Sluice's");
        router.clear(TARGET);

        assertThat(world.stored()).isEqualTo(before);
        assertThat(router.view(TARGET, Weights.STABLE).isClear()).isTrue();
    }

    @Test
    void a_view_is_not_clear_while_the_mirrored_rule_stands() throws PortException {
        givenRoute();
        givenRule("checkout");
        shift(10);
        givenRoute();

        assertThat(router.view(TARGET, Weights.STABLE).configured()).isEqualTo(Weights.STABLE);
        assertThat(router.view(TARGET, Weights.STABLE).isClear()).isFalse();
    }

    @Test
    void a_virtual_service_deleted_in_the_middle_leaves_no_mirrored_rule() throws PortException {
        givenRoute();
        givenRule("checkout");
        shift(10);
        world.delete(VIRTUAL_SERVICE, "checkout");

        router.clear(TARGET);

        assertThat(world.names(DESTINATION_RULE)).containsExactly("policy");
    }

    @Test
    void an_edit_between_reading_and_writing_a_shift_is_a_conflict_and_stays() throws PortException {
        givenRoute();
        String version = router.view(TARGET, Weights.STABLE).version();
        server.patchBeforeNextPatch(ROUTE, "{\"spec\":{\"more\":\"kept\"}}");

        assertFails(
                Kind.TRANSIENT,
                "VirtualService shop/checkout: it was changed meanwhile",
                () -> router.shift(TARGET, new Weights(10), version));
        assertThat(world.spec(VIRTUAL_SERVICE, "checkout").toString())
                .contains("kept")
                .doesNotContain("canary");
    }

    @Test
    void an_edit_between_reading_and_writing_a_clear_stays_and_traffic_goes_back_all_the_same() throws PortException {
        givenRoute();
        shift(10);
        server.patchBeforeNextPatch(ROUTE, "{\"spec\":{\"more\":\"kept\"}}");

        router.clear(TARGET);

        assertThat(world.spec(VIRTUAL_SERVICE, "checkout")).isEqualTo(Yaml.parse("""
                {hosts: [checkout], http: [{route: [{destination: {host: checkout}}]}], more: kept}
                """));
    }

    @Test
    void a_virtual_service_deleted_between_reading_and_writing_a_clear_is_clear() throws PortException {
        givenRoute();
        shift(10);
        server.deleteBeforeNextPatch(ROUTE);

        router.clear(TARGET);

        assertThat(world.names(VIRTUAL_SERVICE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED, says: no such thing. Correct the object",
        "403, REJECTED, says: no such thing. Let Sluice's service account patch it",
        "422, REJECTED, says: no such thing. Correct the object",
        "404, ABSENT, it is not there. Create it",
        "409, TRANSIENT, it was changed meanwhile. It is tried again",
        "429, TRANSIENT, says: no such thing. It is tried again",
        "500, TRANSIENT, says: no such thing. It is tried again",
        "503, TRANSIENT, says: no such thing. It is tried again",
    })
    void what_the_api_server_answers_to_a_write_tells_what_to_do(int code, Kind kind, String message)
            throws PortException {
        givenRoute();
        String version = router.view(TARGET, Weights.STABLE).version();
        server.failNext("PATCH", ROUTE, code, "no such thing");

        assertFails(kind, message, () -> router.shift(TARGET, new Weights(10), version));
    }

    @Test
    void an_api_server_that_does_not_answer_is_transient() {
        IstioRouter cutOff = new IstioRouter(server.client());
        givenRoute();
        server.failNext("GET", ROUTE, 500, "failed calling webhook");
        assertFails(Kind.TRANSIENT, "failed calling webhook", () -> cutOff.view(TARGET, Weights.STABLE));

        server.stop();
        assertFails(
                Kind.TRANSIENT,
                "VirtualService shop/checkout: the API server could not be asked: ",
                () -> cutOff.view(TARGET, Weights.STABLE));
    }

    @Test
    void a_time_out_says_so() {
        assertThat(ApiFailure.of(
                        "read", "VirtualService a/b", new KubernetesClientException("", new TimeoutException())))
                .hasMessage("VirtualService a/b: the API server did not answer in time. It is tried again")
                .extracting(PortException::kind)
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void a_rule_that_cannot_be_mirrored_keeps_the_traffic_where_it_is() throws PortException {
        givenRoute();
        givenRule("checkout");
        String version = router.view(TARGET, Weights.STABLE).version();
        server.failNext("POST", RULES, 403, "forbidden");

        assertFails(
                Kind.REJECTED,
                "DestinationRule shop/checkout-canary-sluice: the API server says: forbidden",
                () -> router.shift(TARGET, new Weights(10), version));
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void without_istio_nothing_is_there_and_everything_is_clear() throws PortException {
        server.doesNotServe("networking.istio.io");

        assertFails(
                Kind.ABSENT,
                "VirtualService shop/checkout: it is not there",
                () -> router.view(TARGET, Weights.STABLE));
        router.clear(TARGET);
    }

    @Test
    void an_older_istio_is_spoken_to_in_its_version_and_asked_for_it_once() throws PortException {
        server.doesNotServe("networking.istio.io/v1/");
        server.serves(VIRTUAL_SERVICE, "v1beta1");
        server.serves(DESTINATION_RULE, "v1beta1");
        String older = ROOT.replace("/v1/", "/v1beta1/");
        new IstioWorld(server.client(), "shop", "v1beta1").apply("""
                {kind: VirtualService, apiVersion: networking.istio.io/v1beta1, metadata: {name: checkout, namespace: shop},
                 spec: {hosts: [checkout], http: [{route: [{destination: {host: checkout}}]}]}}
                """);
        server.forgetWrites();

        shift(10);

        assertThat(server.writes()).containsExactly("PATCH " + older + "virtualservices/checkout");
        assertThat(server.reads()).containsOnlyOnce("/apis/networking.istio.io/v1beta1");
    }

    @Test
    void a_clear_that_meets_edits_again_and_again_is_left_for_another_try() throws PortException {
        givenRoute();
        shift(10);
        server.patchBeforeNextPatch(ROUTE, "{\"spec\":{\"more\":\"kept\"}}");
        server.patchBeforeNextPatch(ROUTE, "{\"spec\":{\"more\":\"still kept\"}}");

        assertFails(
                Kind.TRANSIENT, "VirtualService shop/checkout: it was changed meanwhile", () -> router.clear(TARGET));
    }

    @Test
    void without_destination_rules_traffic_is_split_all_the_same() throws PortException {
        server.doesNotServe("destinationrules");
        givenRoute();

        shift(10);
        router.clear(TARGET);

        assertThat(router.view(TARGET, Weights.STABLE).isClear()).isTrue();
    }

    private void givenRoute() {
        world.apply("""
                {kind: VirtualService, apiVersion: networking.istio.io/v1, metadata: {name: checkout, namespace: shop},
                 spec: {hosts: [checkout], http: [{route: [{destination: {host: checkout}}]}]}}
                """);
        server.forgetWrites();
    }

    private void givenRule(String host) {
        world.apply("""
                kind: DestinationRule
                apiVersion: networking.istio.io/v1
                metadata: {name: policy, namespace: shop}
                spec:
                  host: %s
                  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, outlierDetection: {consecutive5xxErrors: 5}}
                  subsets: [{name: v1, labels: {version: v1}}]
                  futureField: [1]
                """.formatted(host));
        server.forgetWrites();
    }

    private void shift(int percent) throws PortException {
        router.shift(
                TARGET,
                new Weights(percent),
                router.view(TARGET, Weights.STABLE).version());
    }

    private void assertRefusedWithoutWrite(Kind kind, String message) {
        server.forgetWrites();
        assertFails(kind, message, () -> shift(10));
        assertThat(server.writes()).isEmpty();
    }

    private static void assertFails(Kind kind, String message, ThrowingCallable call) {
        PortException failure = catchThrowableOfType(PortException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(message);
    }
}
