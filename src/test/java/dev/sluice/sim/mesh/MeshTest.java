package dev.sluice.sim.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.sim.FakeClock;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.Patches;
import dev.sluice.sim.prometheus.Labels;
import dev.sluice.sim.store.Deletion;
import dev.sluice.sim.store.ObjectKey;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.Part;
import dev.sluice.sim.store.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeshTest {

    private final FakeClock clock = new FakeClock();
    private final ObjectStore store = new ObjectStore(clock, new SplittableRandom(1));
    private final Mesh mesh = new Mesh(store, new SplittableRandom(11));

    @BeforeEach
    void twoVersionsAndTheirServices() {
        pod("stable-1", "stable", "v1", "");
        pod("stable-2", "stable", "v1", "");
        pod("canary-1", "canary", "v2", "{name: ERROR_RATE, value: '0.2'}");
        create("", "services", "{metadata: {name: web}, spec: {selector: {track: stable}, ports: [{port: 80}]}}");
        create(
                "",
                "services",
                "{metadata: {name: web-canary}, spec: {selector: {track: canary}, ports: [{port: 80}]}}");
        mesh.send(new TrafficSource("shop", "web", 1_000));
    }

    private void create(String group, String plural, String yaml) {
        store.create(type(group, plural), "shop", Json.object(Json.read(yaml)));
    }

    private ResourceType type(String group, String plural) {
        return store.types().find(group, plural).orElseThrow();
    }

    private void pod(String name, String track, String version, String env) {
        create("", "pods", """
                metadata:
                  name: NAME
                  labels: {track: TRACK, version: VERSION, pod-template-hash: abc}
                  ownerReferences: [{name: web-TRACK-abc, uid: none}]
                spec: {containers: [{name: main, image: "web:VERSION", env: [ENV]}]}
                """.replace("NAME", name)
                .replace("TRACK", track)
                .replace("VERSION", version)
                .replace("ENV", env));
        ready(name, true);
    }

    private void ready(String pod, boolean is) {
        edit(
                type("", "pods").key("shop", pod),
                Part.STATUS,
                "{status: {conditions: [{type: Ready, status: '%s', lastTransitionTime: '2026-01-01T00:00:00Z'}]}}"
                        .formatted(is ? "True" : "False"));
    }

    private void edit(ObjectKey key, Part part, String patch) {
        store.edit(key, part, Patches.parse("application/merge-patch+json", patch));
    }

    private void route(String http) {
        ObjectKey key = type("networking.istio.io", "virtualservices").key("shop", "web");
        String spec = "{hosts: [web.shop.svc.cluster.local], http: " + http + "}";
        if (store.find(key).isEmpty()) {
            create("networking.istio.io", "virtualservices", "{metadata: {name: web}, spec: " + spec + "}");
        } else {
            edit(key, Part.MAIN, "{spec: " + spec + "}");
        }
    }

    private void split(int stable, int canary) {
        route("[{route: [{destination: {host: web}, weight: %d}, {destination: {host: web-canary}, weight: %d}]}]"
                .formatted(stable, canary));
    }

    private void live(Duration time) {
        for (long tenths = time.toMillis() / 100; tenths > 0; tenths--) {
            clock.advance(Duration.ofMillis(100));
            mesh.tick(clock.instant());
        }
    }

    /** Requests of the next ten seconds, after the proxies have settled. */
    private Map<String, Tally> nextTenSeconds() {
        live(Duration.ofMillis(500));
        Map<String, Tally> before = mesh.ledger("shop", "web").byVersion();
        live(Duration.ofSeconds(10));
        Map<String, Tally> grown = new TreeMap<>();
        mesh.ledger("shop", "web").byVersion().forEach((version, now) -> {
            Tally then = before.getOrDefault(version, Tally.NONE);
            if (now.requests() > then.requests()) {
                grown.put(version, new Tally(now.requests() - then.requests(), now.failures() - then.failures()));
            }
        });
        return grown;
    }

    private double counter(Predicate<Labels> wanted) {
        double[] sum = {0};
        mesh.metrics().collect((labels, value) -> sum[0] += wanted.test(labels) ? value : 0);
        return sum[0];
    }

    private static Predicate<Labels> label(String name, String value) {
        return labels -> labels.get(name).equals(value);
    }

    @Test
    void without_a_route_the_service_itself_takes_every_request() {
        Map<String, Tally> seen = nextTenSeconds();
        assertThat(seen).containsOnlyKeys("v1");
        assertThat(seen.get("v1").requests()).isCloseTo(10_000, within(1L));
        assertThat(seen.get("v1").failures()).isZero();
    }

    @Test
    void weights_share_the_requests_and_pods_fail_as_their_settings_say() {
        split(90, 10);
        Map<String, Tally> seen = nextTenSeconds();
        assertThat(seen.get("v2").requests()).isBetween(850L, 1_150L);
        assertThat(seen.get("v2").failureRatio()).isCloseTo(0.2, within(0.05));
        assertThat(seen.get("v1").failures()).isZero();
        split(100, 0);
        assertThat(nextTenSeconds()).containsOnlyKeys("v1");
    }

    @Test
    void a_change_reaches_the_proxies_a_little_later() {
        split(100, 0);
        live(Duration.ofSeconds(1));
        split(0, 100);
        clock.advance(Duration.ofMillis(50));
        mesh.tick(clock.instant());
        assertThat(mesh.ledger("shop", "web").of("v2").requests()).isZero();
        live(Duration.ofMillis(200));
        assertThat(mesh.ledger("shop", "web").of("v2").requests()).isPositive();
    }

    @Test
    void a_single_destination_takes_everything_without_a_weight_and_matched_routes_are_for_others() {
        route("[{match: [{headers: {x-test: {exact: a}}}], route: [{destination: {host: web-canary}}]},"
                + " {match: [{uri: {prefix: /}}], route: [{destination: {host: web}}]}]");
        assertThat(nextTenSeconds()).containsOnlyKeys("v1");
        route("[{route: [{destination: {host: web-canary.shop.svc.cluster.local}}]}]");
        assertThat(nextTenSeconds()).containsOnlyKeys("v2");
    }

    @Test
    void weight_on_a_service_without_ready_pods_fails_with_flag_uh() {
        split(50, 50);
        ready("canary-1", false);
        Map<String, Tally> seen = nextTenSeconds();
        assertThat(seen.get("").failureRatio()).isEqualTo(1);
        assertThat(seen.get("").requests()).isBetween(4_700L, 5_300L);
        assertThat(counter(label("response_flags", "UH")
                        .and(label("__name__", "istio_requests_total"))
                        .and(label("destination_workload", "unknown"))
                        .and(label("response_code", "503"))
                        .and(label("destination_service", "web-canary.shop.svc.cluster.local"))))
                .isGreaterThanOrEqualTo(seen.get("").failures());
    }

    @Test
    void weight_on_a_service_that_is_not_there_fails_with_flag_nc_and_weight_zero_harms_nobody() {
        split(90, 10);
        live(Duration.ofSeconds(1));
        store.delete(type("", "services").key("shop", "web-canary"), Deletion.BACKGROUND);
        assertThat(nextTenSeconds().get("").requests()).isBetween(850L, 1_150L);
        assertThat(counter(label("response_flags", "NC"))).isPositive();
        split(100, 0);
        assertThat(nextTenSeconds()).containsOnlyKeys("v1");
    }

    @Test
    void subsets_choose_by_label_and_an_undefined_one_fails() {
        create("", "services", "{metadata: {name: all}, spec: {selector: {pod-template-hash: abc}}}");
        create(
                "networking.istio.io",
                "destinationrules",
                "{metadata: {name: all}, spec: {host: all, subsets: [{name: new, labels: {version: v2}}]}}");
        route("[{route: [{destination: {host: all, subset: new}}]}]");
        assertThat(nextTenSeconds()).containsOnlyKeys("v2");
        route("[{route: [{destination: {host: all, subset: none}}]}]");
        assertThat(nextTenSeconds()).containsOnlyKeys("");
    }

    @Test
    void a_late_fault_sets_in_after_its_delay() {
        pod("late-1", "late", "v3", "{name: FAIL_AFTER, value: 20s}, {name: ERROR_RATE_LATE, value: '1'}");
        edit(type("", "services").key("shop", "web"), Part.MAIN, "{spec: {selector: {track: late}}}");
        assertThat(nextTenSeconds().get("v3").failures()).isZero();
        live(Duration.ofSeconds(10));
        assertThat(nextTenSeconds().get("v3").failureRatio()).isEqualTo(1);
    }

    @Test
    void counters_name_the_workload_and_begin_with_the_first_request() {
        assertThat(counter(any -> true)).isZero();
        split(90, 10);
        live(Duration.ofSeconds(5));
        Predicate<Labels> canary = label("destination_workload", "web-canary")
                .and(label("reporter", "source"))
                .and(label("destination_version", "v2"))
                .and(label("destination_service_name", "web-canary"));
        double total = counter(label("__name__", "istio_requests_total").and(canary));
        assertThat(total).isEqualTo(mesh.ledger("shop", "web").of("v2").requests());
        assertThat(counter(label("__name__", "istio_requests_total").and(canary).and(label("response_code", "500"))))
                .isEqualTo(mesh.ledger("shop", "web").of("v2").failures());
        Predicate<Labels> buckets =
                label("__name__", "istio_request_duration_milliseconds_bucket").and(canary);
        assertThat(counter(buckets.and(label("le", "+Inf")))).isEqualTo(total);
        assertThat(counter(buckets.and(label("le", "5.0"))) / total)
                .as("the median is 5 ms")
                .isCloseTo(0.5, within(0.1));
        assertThat(counter(buckets.and(label("le", "100.0")))).isEqualTo(total);
    }

    @Test
    void the_ledger_has_a_line_for_each_second() {
        live(Duration.ofSeconds(5));
        ClientLedger ledger = mesh.ledger("shop", "web");
        assertThat(ledger.seconds()).hasSizeBetween(5, 6);
        assertThat(ledger.seconds().stream()
                        .mapToLong(second -> second.total().requests())
                        .sum())
                .isEqualTo(ledger.total().requests());
        assertThat(mesh.ledger("shop", "nobody").total()).isEqualTo(Tally.NONE);
    }

    @Test
    void traffic_can_be_changed_and_stopped() {
        live(Duration.ofSeconds(1));
        mesh.send(new TrafficSource("shop", "web", 0));
        long before = mesh.ledger("shop", "web").total().requests();
        live(Duration.ofSeconds(5));
        assertThat(mesh.ledger("shop", "web").total().requests()).isEqualTo(before);
    }
}
