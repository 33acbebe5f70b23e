package dev.sluice.traffic.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.PortException;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random VirtualServices, each taken through random weights and back. */
class IstioRendererPropertyTest {

    private static final int WORLDS = 400;
    private static final TrafficTarget CHECKOUT = target("checkout");
    private static final TrafficTarget CART = target("cart");
    private static final List<String> HOSTS = List.of(
            "legacy",
            "checkout.other.svc.cluster.local",
            "checkout-canary.other",
            "example.org",
            "search.shop.svc.cluster.local");
    private static final List<String> STYLES = List.of("", ".shop", ".shop.svc", ".shop.svc.cluster.local");

    @Test
    void after_any_weights_clearing_gives_the_original_back() {
        forAllWorlds((random, original) -> {
            Map<String, Object> object = original;
            for (int step = random.nextInt(6); step >= 0; step--) {
                Weights weights = someWeights(random);
                object = IstioRenderer.render(object, CHECKOUT, weights);
                TrafficView view = IstioRenderer.view(object, CHECKOUT, weights);
                assertThat(view.configured()).isEqualTo(weights);
                assertThat(Yaml.text(IstioRenderer.render(object, CHECKOUT, weights)))
                        .isEqualTo(Yaml.text(object));
                assertThat(foreignPart(object)).isEqualTo(foreignPart(original));
            }
            assertThat(Yaml.text(IstioRenderer.clear(object, CHECKOUT))).isEqualTo(Yaml.text(original));
        });
    }

    @Test
    void shares_of_a_route_keep_their_sum_and_come_close_to_the_weights() {
        forAllWorlds((random, original) -> {
            Weights weights = someWeights(random);
            RouteTable before = RouteTable.of(original, CHECKOUT);
            RouteTable after = RouteTable.of(IstioRenderer.render(original, CHECKOUT, weights), CHECKOUT);
            for (int at = 0; at < before.routes().size(); at++) {
                int own = after.routes().get(at).ownShare();
                assertThat(own).isEqualTo(before.routes().get(at).ownShare());
                if (own > 0) {
                    double off = after.routes().get(at).candidatePercent() - weights.candidate();
                    assertThat(Math.abs(off)).isLessThanOrEqualTo(100.0 / own + 1);
                }
            }
        });
    }

    @Test
    void two_services_in_one_object_do_not_meet() {
        forAllWorlds((random, original) -> {
            Map<String, Object> object = original;
            for (int step = 0; step < 6; step++) {
                object = IstioRenderer.render(object, random.nextBoolean() ? CHECKOUT : CART, someWeights(random));
            }
            boolean checkoutFirst = random.nextBoolean();
            object = IstioRenderer.clear(object, checkoutFirst ? CHECKOUT : CART);
            object = IstioRenderer.clear(object, checkoutFirst ? CART : CHECKOUT);
            assertThat(Yaml.text(object)).isEqualTo(Yaml.text(original));
        });
    }

    @Test
    void rendering_leaves_its_input_alone() {
        forAllWorlds((random, original) -> {
            String before = Yaml.text(original);
            IstioRenderer.clear(IstioRenderer.render(original, CHECKOUT, someWeights(random)), CHECKOUT);
            assertThat(Yaml.text(original)).isEqualTo(before);
        });
    }

    private static void forAllWorlds(Property property) {
        long seed = System.nanoTime();
        for (int world = 0; world < WORLDS; world++) {
            Random random = new Random(seed + world);
            try {
                property.check(random, randomVirtualService(random));
            } catch (AssertionError | PortException | RuntimeException e) {
                throw new AssertionError("fails for seed " + (seed + world), e);
            }
        }
    }

    private static Map<String, Object> randomVirtualService(Random random) {
        List<Object> https = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            https.add(random.nextInt(4) == 0 ? foreignRoute(random) : serviceRoute(random, someService(random)));
        }
        https.add(random.nextInt(https.size() + 1), serviceRoute(random, "cart"));
        https.add(random.nextInt(https.size() + 1), serviceRoute(random, "checkout"));
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", "checkout"));
        if (random.nextBoolean()) {
            metadata.put("annotations", new LinkedHashMap<>(Map.of("team", "payments")));
        }
        Map<String, Object> spec = new LinkedHashMap<>(Map.of("hosts", List.of("shop.example.org")));
        spec.put("http", https);
        return new LinkedHashMap<>(Map.of("metadata", metadata, "spec", spec));
    }

    private static String someService(Random random) {
        return random.nextBoolean() ? "checkout" : "cart";
    }

    private static Map<String, Object> serviceRoute(Random random, String service) {
        List<Object> destinations = new ArrayList<>();
        int others = random.nextInt(3);
        for (int other = 0; other < others; other++) {
            destinations.add(weighted(random, HOSTS.get(random.nextInt(HOSTS.size())), random.nextInt(60)));
        }
        String host = service + STYLES.get(random.nextInt(STYLES.size()));
        Map<String, Object> stable = weighted(random, host, 2 + random.nextInt(100));
        if (others == 0 && random.nextBoolean()) {
            stable.remove("weight");
        }
        destinations.add(random.nextInt(destinations.size() + 1), stable);
        Map<String, Object> route = named(random);
        route.put("match", List.of(Map.of("uri", Map.of("prefix", "/" + random.nextInt(9)))));
        route.put("route", destinations);
        route.put("mirror", Map.of("host", service));
        return route;
    }

    private static Map<String, Object> foreignRoute(Random random) {
        Map<String, Object> route = named(random);
        switch (random.nextInt(3)) {
            case 0 -> route.put("redirect", Map.of("uri", "/new"));
            case 1 -> route.put("route", List.of(weighted(random, "legacy", 100)));
            default -> route.put("delegate", Map.of("name", "checkout"));
        }
        return route;
    }

    private static Map<String, Object> named(Random random) {
        Map<String, Object> route = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            route.put("name", "route-" + random.nextInt(4));
        }
        return route;
    }

    private static Map<String, Object> weighted(Random random, String host, int weight) {
        Map<String, Object> destination = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            destination.put("futureField", random.nextInt());
        }
        destination.put("destination", new LinkedHashMap<>(Map.of("host", host)));
        destination.put("weight", weight);
        if (random.nextBoolean()) {
            destination.put("headers", Map.of("request", Map.of("set", Map.of("x", "y"))));
        }
        return destination;
    }

    /** Everything but the destinations of the service and its candidate, and our annotation. */
    private static String foreignPart(Map<String, Object> object) {
        ServiceHosts hosts = ServiceHosts.of(CHECKOUT);
        Map<String, Object> spec = Tree.map(object.get("spec"));
        List<Object> https = new ArrayList<>();
        for (Object http : Tree.list(spec.get("http"))) {
            Map<String, Object> route = Tree.map(http);
            List<Object> destinations = Tree.list(route.get("route"));
            destinations.removeIf(each -> hosts.isStable(each) || hosts.isCandidate(each));
            route.put("route", destinations);
            https.add(route);
        }
        spec.put("http", https);
        return Yaml.text(List.of(ReleaseNote.removeFrom(object, "checkout").get("metadata"), spec));
    }

    private static Weights someWeights(Random random) {
        return random.nextInt(8) == 0 ? Weights.CANDIDATE : new Weights(random.nextInt(101));
    }

    private static TrafficTarget target(String service) {
        return new TrafficTarget("shop", service, service + "-canary", "checkout", List.of());
    }

    private interface Property {
        void check(Random random, Map<String, Object> original) throws PortException;
    }
}
